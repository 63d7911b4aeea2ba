using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Inference.Adapters.Inspection;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Rendering;

/// <summary>Inspections as JSON, for other programs.</summary>
internal static class InspectionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary><c>peft_type</c>, <c>dtypes</c> (tensors of each), <c>no_op</c>, <c>modules</c> (<c>r</c> and <c>scaling</c> of each), <c>problems</c>.</summary>
    public static void Write(TextWriter writer, AdapterInspection inspection) => Write(writer, new
    {
        inspection.PeftType,
        Dtypes = inspection.Dtypes.ToDictionary(dtype => dtype.Key.Name(), dtype => dtype.Value),
        NoOp = inspection.IsNoOp,
        Modules = inspection.Modules.DistinctBy(module => module.Name).ToDictionary(module => module.Name, module => new { R = module.Rank, module.Scaling }),
        inspection.Problems,
    });

    /// <summary>A checkpoint's architecture, sizes and element types (bytes of each).</summary>
    public static void Write(TextWriter writer, CheckpointInspection inspection) => Write(writer, new
    {
        inspection.Config.ModelType,
        inspection.Config.Architectures,
        Dtype = inspection.Config.Dtype?.Name(),
        inspection.Config.Layers,
        inspection.Config.HiddenSize,
        inspection.Config.VocabularySize,
        inspection.Config.TieWordEmbeddings,
        inspection.EosTokenIds,
        inspection.Tensors,
        inspection.Parameters,
        Bytes = inspection.Bytes.ToDictionary(dtype => dtype.Key.Name(), dtype => dtype.Value),
        Files = inspection.Files.Select(Path.GetFileName),
        inspection.Problems,
    });

    /// <summary>A file's metadata and tensors.</summary>
    public static void Write(TextWriter writer, SafetensorsFile file) => Write(writer, new
    {
        file.Metadata,
        Tensors = file.Entries.ToDictionary(entry => entry.Name, entry => new { Dtype = entry.Dtype.Name(), entry.Shape }),
    });

    private static void Write<T>(TextWriter writer, T value) => writer.WriteLine(JsonSerializer.Serialize(value, Options));
}
