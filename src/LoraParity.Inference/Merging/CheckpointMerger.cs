using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Merging;

/// <summary>
/// Merges adapters into a base and writes a checkpoint that transformers loads. Memory is bounded by the largest tensor;
/// the folder appears under its name only when it is complete.
/// </summary>
public static class CheckpointMerger
{
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>Merges and writes.</summary>
    /// <param name="options">What to merge.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">A file cannot be used, an adapter does not fit or cannot be merged, or the output exists.</exception>
    public static MergeSummary Run(MergeOptions options, Action<RunProgress>? progress, CancellationToken cancellationToken)
    {
        OutputFolder.Check(options);
        using var inputs = MergeInputs.Open(options.BasePath, options.Adapters);
        var variant = VariantOf(options, inputs);
        MergeChecks.ThrowOnProblems(inputs.Model, inputs.Adapted.Adapters);
        var plan = MergePlan.Of(inputs, variant);
        var shards = ShardPlan.Of(plan.Tensors, options.MaximumShardBytes);
        var temporary = $"{options.OutputPath.TrimEnd(Path.DirectorySeparatorChar)}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            WriteWeights(temporary, shards, progress, cancellationToken);
            var copied = WriteFiles(temporary, inputs, plan, shards, variant.Save!.Value);
            OutputFolder.Publish(temporary, options.OutputPath);
            return Summarise(options, inputs, variant, plan, shards, copied);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static Variant VariantOf(MergeOptions options, MergeInputs inputs)
    {
        var stored = inputs.Checkpoint.StoredDtype;
        var merge = options.Merge ?? stored.ToPrecision()
            ?? throw new InputException($"The base '{options.BasePath}' is stored as {stored.Name()}; name the merge dtype.");
        return Variant.Merged(merge, options.Save ?? merge, Precision.Fp32, options.Mode) with { AdapterDtype = options.AdapterDtype };
    }

    private static void WriteWeights(
        string folder,
        IReadOnlyList<(string File, IReadOnlyList<OutputTensor> Tensors)> shards,
        Action<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        var total = Math.Max(1, shards.Sum(shard => shard.Tensors.Sum(tensor => tensor.Tensor.Length)));
        var (written, stage) = (0L, "");
        var ordered = shards.Select(shard => (shard.File, Tensors: InFileOrder(shard.Tensors))).ToList();
        using var ahead = new ReadAhead([.. ordered.SelectMany(shard => shard.Tensors).Select(tensor => tensor.Source).OfType<CheckpointTensor>().Select(FileRange.Of)]);
        var writer = new TensorWriter(ahead, bytes => progress?.Invoke(new RunProgress(stage, (double)(written += bytes) / total)), cancellationToken);
        foreach (var (file, tensors) in ordered)
        {
            stage = $"writing {file}";
            WriteShard(Path.Combine(folder, file), tensors, writer);
        }
    }

    private static List<OutputTensor> InFileOrder(IReadOnlyList<OutputTensor> tensors)
    {
        var byName = tensors.ToDictionary(tensor => tensor.Tensor.Name, StringComparer.Ordinal);
        return [.. SafetensorsTensor.InLibraryOrder(tensors.Select(tensor => tensor.Tensor)).Select(tensor => byName[tensor.Name])];
    }

    private static void WriteShard(string path, List<OutputTensor> tensors, TensorWriter tensorWriter)
    {
        using var writer = new SafetensorsWriter(path, tensors.ConvertAll(tensor => tensor.Tensor), Metadata);
        try
        {
            foreach (var tensor in tensors.Where(tensor => tensor.Tensor.Length > 0))
                tensorWriter.Write(writer, tensor);
        }
        finally
        {
            tensorWriter.Finish();
        }

        writer.Complete();
    }

    private static List<string> WriteFiles(
        string folder, MergeInputs inputs, MergePlan plan, IReadOnlyList<(string File, IReadOnlyList<OutputTensor> Tensors)> shards, Precision save)
    {
        var config = File.ReadAllText(inputs.Checkpoint.Config.Root.File);
        Write(folder, Checkpoint.ConfigFileName, MergedConfig.Config(config, save, plan.IsUntied));
        if (shards.Count > 1)
            Write(folder, ShardIndex.FileName, MergedConfig.Index(shards));
        var files = BaseFiles.ToCopy(inputs.Checkpoint.Folder);
        foreach (var file in files)
            Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return [.. files.Select(file => Path.GetFileName(file))];
    }

    private static void Write(string folder, string name, string text)
    {
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies the content, not the permissions: the base may be read-only.</summary>
    private static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var stream = new FileStream(to, FileMode.CreateNew);
        source.CopyTo(stream);
        stream.Flush(flushToDisk: true);
    }

    private static MergeSummary Summarise(
        MergeOptions options, MergeInputs inputs, Variant variant, MergePlan plan, IReadOnlyList<(string File, IReadOnlyList<OutputTensor> Tensors)> shards, List<string> copied)
    {
        string[] untied = plan.IsUntied ? ["The merge gave the output layer and the embedding different weights; 'tie_word_embeddings' is now false."] : [];
        return new MergeSummary
        {
            Merge = variant.Merge!.Value,
            Save = variant.Save!.Value,
            WeightFiles = [.. shards.Select(shard => shard.File)],
            CopiedFiles = copied,
            Tensors = plan.Tensors.Count,
            Changed = plan.Tensors.Count(tensor => tensor.IsChanged),
            Bytes = plan.Tensors.Sum(tensor => tensor.Tensor.Length),
            Notes = [.. inputs.Warnings, .. untied, .. BaseFiles.OtherTokenizers(inputs.Checkpoint.Folder, options.Adapters.Select(adapter => adapter.Path))],
        };
    }
}
