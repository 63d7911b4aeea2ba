using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoraParity.Specs.Fields;

namespace LoraParity.Specs;

/// <summary>The JSON schema of specs, made from the fields that the reader reads.</summary>
public static class SpecSchema
{
    // The schema is read by people too: 'ΔW' and '<k>' stay what they are.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text (JSON Schema draft 2020-12), indented, ending with a line break.</summary>
    public static string Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "LoraParity spec",
            ["description"] = "What to compare: the variants of a base model with its LoRA adapters, and how far they may drift.",
        };
        foreach (var (name, value) in SpecFields.Spec.ToSchema())
            schema[name] = value?.DeepClone();
        return schema.ToJsonString(Indented) + "\n";
    }
}
