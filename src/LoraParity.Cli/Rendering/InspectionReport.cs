using System.Globalization;
using System.Text.RegularExpressions;
using LoraParity.Cli.Terminal;
using LoraParity.Inference.Adapters.Inspection;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.Reporting.Text;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Rendering;

/// <summary>Inspections as text: facts, then modules with layers of one kind in one line, then problems.</summary>
internal static partial class InspectionReport
{
    /// <summary>Writes what an adapter holds.</summary>
    public static void Write(ConsoleWriter writer, AdapterInspection inspection)
    {
        Fact(writer, "type", inspection.PeftType);
        Fact(writer, "base", inspection.Config?.BaseModel);
        Fact(writer, "task", inspection.Config?.TaskType);
        Fact(writer, "PEFT", inspection.Config?.PeftVersion);
        Fact(writer, "tensors", string.Join(", ", inspection.Dtypes.Select(dtype => $"{dtype.Value} {dtype.Key.Name()}")));
        Fact(writer, "changes", inspection.IsNoOp switch { null => null, true => "nothing", false => "the base" });
        WriteModules(writer, inspection.Modules);
        WriteProblems(writer, inspection.Problems);
    }

    /// <summary>Writes what a checkpoint holds.</summary>
    public static void Write(ConsoleWriter writer, CheckpointInspection inspection)
    {
        var config = inspection.Config;
        Fact(writer, "architecture", $"{config.ModelType} ({string.Join(", ", config.Architectures)})");
        Fact(writer, "dtype", config.Dtype?.Name());
        Fact(writer, "shape", $"{config.Layers} layers, hidden {config.HiddenSize}, {config.Heads} heads of {config.HeadSize}, {config.KeyValueHeads} key-value heads, vocabulary {config.VocabularySize}");
        Fact(writer, "experts", config.Experts > 0 ? $"{config.Experts}, {config.ExpertsPerToken} a token" : null);
        Fact(writer, "embeddings", config.TieWordEmbeddings ? "tied" : "untied");
        Fact(writer, "end tokens", string.Join(", ", inspection.EosTokenIds));
        Fact(writer, "tensors", $"{inspection.Tensors} with {inspection.Parameters.ToString("#,0", CultureInfo.InvariantCulture)} elements in {inspection.Files.Count} {(inspection.Files.Count == 1 ? "file" : "files")}");
        Fact(writer, "stored as", string.Join(", ", inspection.Bytes.Select(dtype => $"{dtype.Key.Name()} ({Figures.Bytes(dtype.Value)})")));
        WriteProblems(writer, inspection.Problems);
    }

    /// <summary>Writes what a safetensors file holds.</summary>
    public static void Write(ConsoleWriter writer, SafetensorsFile file)
    {
        foreach (var (key, value) in file.Metadata)
            Fact(writer, key, value);
        var table = new TextTable(new TextColumn("tensor"), new TextColumn("dtype"), new TextColumn("shape"));
        foreach (var entry in file.Entries)
            table.Add(entry.Name, entry.Dtype.Name(), $"[{string.Join(", ", entry.Shape)}]");
        table.WriteTo(writer);
    }

    private static void Fact(ConsoleWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteLine($"{name + ":",-14}{value}");
    }

    private static void WriteModules(ConsoleWriter writer, IReadOnlyList<InspectedModule> modules)
    {
        if (modules.Count == 0)
            return;
        var table = new TextTable(new TextColumn("modules"), new TextColumn("count", Right: true), new TextColumn("r", Right: true), new TextColumn("scaling", Right: true));
        foreach (var group in modules.GroupBy(module => (Name: LayerNumber().Replace(module.Name, ".*$1"), module.Rank, module.Scaling)))
            table.Add(group.Key.Name, $"{group.Count()}", $"{group.Key.Rank}", Scaling(group.Key.Scaling));
        writer.WriteLine();
        table.WriteTo(writer);
    }

    private static TextCell Scaling(double? scaling) => scaling is null
        ? new TextCell("not targeted", Tone.Warning)
        : new TextCell(scaling.Value.ToString("0.######", CultureInfo.InvariantCulture));

    private static void WriteProblems(ConsoleWriter writer, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
            writer.WriteLine();
        foreach (var problem in problems)
        {
            writer.Write("problem: ", Tone.Warning);
            writer.WriteLine(problem);
        }
    }

    [GeneratedRegex(@"\.\d+(\.|$)")]
    private static partial Regex LayerNumber();
}
