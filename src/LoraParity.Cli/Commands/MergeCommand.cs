using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Inference.Hub;
using LoraParity.Inference.Merging;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Reporting.Text;
using LoraParity.Text;

namespace LoraParity.Cli.Commands;

/// <summary><c>merge BASE ADAPTER… --out FOLDER</c>: writes the merged checkpoint that a spec's variant stands for.</summary>
internal sealed class MergeCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _base = new("BASE") { Description = "The base model's folder or hub id." };
    private readonly Argument<string[]> _adapters = new("ADAPTER") { Description = "The adapters' folders or hub ids, merged in this order.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder to write.", HelpName = "FOLDER", Required = true };
    private readonly Option<Precision?> _merge = SharedOptions.PrecisionOption("--merge", "Where W + ΔW is formed: fp32, bf16 or fp16; the default is what the base is stored in.");
    private readonly Option<Precision?> _save = SharedOptions.PrecisionOption("--save", "What the checkpoint is stored in; the default is the merge dtype.");
    private readonly Option<bool> _safe = new("--safe") { Description = "Round ΔW to the merge dtype first and refuse NaN, as PEFT's safe_merge does." };
    private readonly Option<AdapterPrecision> _adapterDtype = new("--adapter-dtype")
    {
        Description = "What adapters are held in: fp32, as PEFT does, or base with autocast_adapter_dtype=False.",
        HelpName = "DTYPE",
        CustomParser = Held,
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace a checkpoint that stands there already, once the new one is complete." };
    private readonly Option<string[]> _weights = new("--weight") { Description = "A factor for an adapter's scaling; once for each adapter, in their order.", HelpName = "W" };
    private readonly Option<long> _shardSize = new("--shard-size", "--max-shard-size")
    {
        Description = "Where a further file begins, for example 500MB; the default is 5GB.",
        HelpName = "SIZE",
        DefaultValueFactory = _ => MergeOptions.DefaultShardBytes,
        CustomParser = Size,
    };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("merge", "Merge adapters into a base and write a checkpoint that transformers loads.")
        {
            _base, _adapters, _out, _merge, _save, _safe, _adapterDtype, _weights, _shardSize, _force,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Merge(result, cancellationToken)));
        return command;
    }

    private int Merge(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new MergeOptions
        {
            BasePath = ModelFolder.Find(host, result.GetValue(_base)!, HubContent.Checkpoint, cancellationToken),
            Adapters = Adapters(result, cancellationToken),
            OutputPath = host.Resolve(result.GetValue(_out)!),
            Merge = result.GetValue(_merge),
            Save = result.GetValue(_save),
            Mode = result.GetValue(_safe) ? MergeMode.Safe : MergeMode.Plain,
            AdapterDtype = result.GetValue(_adapterDtype),
            Replace = result.GetValue(_force),
            MaximumShardBytes = result.GetValue(_shardSize),
        };
        MergeSummary? summary = null;
        host.Console.Progress().Run("merge", report => summary = CheckpointMerger.Run(options, report, cancellationToken));
        Report(summary!, options);
        return ExitCode.Success;
    }

    private List<AdapterSource> Adapters(ParseResult result, CancellationToken cancellationToken)
    {
        var folders = result.GetValue(_adapters)!;
        var weights = (result.GetValue(_weights) ?? []).Select(Weight).ToList();
        if (weights.Count > 0 && weights.Count != folders.Length)
            throw new InputException($"--weight is given {weights.Count} times for {folders.Length} adapters; give it once for each, or not at all.");
        return [.. folders.Select((folder, i) => new AdapterSource(ModelFolder.Find(host, folder, HubContent.Adapter, cancellationToken), weights.Count == 0 ? 1 : weights[i]))];
    }

    private static float Weight(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && float.IsFinite(weight)
            ? weight
            : throw new InputException($"--weight is '{text}' but must be a number.");

    private void Report(MergeSummary summary, MergeOptions options)
    {
        foreach (var note in summary.Notes)
        {
            host.Console.Error.Write("note: ", Tone.Warning);
            host.Console.Error.WriteLine(note);
        }

        var files = summary.WeightFiles.Count == 1 ? summary.WeightFiles[0] : $"{summary.WeightFiles.Count} files";
        host.Console.Out.WriteLine(
            $"Merged {summary.Changed} of {summary.Tensors} tensors in {summary.Merge.Name()}, saved in {summary.Save.Name()}: {Figures.Bytes(summary.Bytes)} in {files} of '{host.Show(options.OutputPath)}'.");
    }

    private static AdapterPrecision Held(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "fp32":
                return AdapterPrecision.Fp32;
            case "base":
                return AdapterPrecision.Base;
            case var text:
                result.AddError($"--adapter-dtype is '{text}' but must be fp32 or base.");
                return default;
        }
    }

    private static long Size(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ByteSize.Parse(text) is { } size and > 0)
            return size;
        result.AddError($"--shard-size is '{text}' but must be a size such as 500MB or 5GB.");
        return 0;
    }
}
