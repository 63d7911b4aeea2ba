using LoraParity.Safetensors;

namespace LoraParity.Inference.Checkpoints;

/// <summary>What a checkpoint holds, told from its configuration and the headers of its weights.</summary>
public sealed record CheckpointInspection
{
    private static readonly string[] TokenizerNames = ["tokenizer.json", "tokenizer.model", "vocab.json", "vocab.txt"];

    /// <summary>The configuration.</summary>
    public required ModelConfig Config { get; init; }

    /// <summary>Weight files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Tensors in all.</summary>
    public required int Tensors { get; init; }

    /// <summary>Elements in all tensors.</summary>
    public required long Parameters { get; init; }

    /// <summary>Bytes of each element type.</summary>
    public required IReadOnlyDictionary<SafetensorsDtype, long> Bytes { get; init; }

    /// <summary>Tokens that end a text.</summary>
    public required IReadOnlyList<int> EosTokenIds { get; init; }

    /// <summary>What is remarkable, each a sentence.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Inspects a checkpoint's folder.</summary>
    /// <exception cref="Diagnostics.InputException">The folder is no such checkpoint, or one of its files is malformed.</exception>
    public static CheckpointInspection Of(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);
        var bytes = checkpoint.Tensors.GroupBy(tensor => tensor.Dtype).ToDictionary(group => group.Key, group => group.Sum(tensor => tensor.Entry.Length));
        return new CheckpointInspection
        {
            Config = checkpoint.Config,
            Files = [.. checkpoint.WeightFiles],
            Tensors = checkpoint.Tensors.Count,
            Parameters = checkpoint.Tensors.Sum(tensor => tensor.Entry.Elements),
            Bytes = bytes,
            EosTokenIds = checkpoint.EosTokenIds,
            Problems = [.. Remarks(checkpoint, bytes)],
        };
    }

    private static IEnumerable<string> Remarks(Checkpoint checkpoint, Dictionary<SafetensorsDtype, long> bytes)
    {
        var stored = bytes.MaxBy(dtype => dtype.Value).Key;
        if (checkpoint.Config.Dtype is { } named && stored.ToPrecision() is { } held && named != held)
            yield return $"The config names the dtype '{Matrix.PrecisionNames.Name(named)}' but the weights are stored as {stored.Name()}.";
        if (checkpoint.Config.TieWordEmbeddings && checkpoint.TryFind("lm_head.weight", out _))
            yield return "The config ties the output layer to the embedding, yet the weights hold a 'lm_head.weight' of their own.";
        if (!TokenizerNames.Any(name => File.Exists(Path.Combine(checkpoint.Folder, name))))
            yield return "The folder has no tokenizer.";
    }
}
