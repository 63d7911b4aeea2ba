using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoraParity.Diagnostics;
using LoraParity.Files;

namespace LoraParity.Reporting.Results;

/// <summary>Writes and reads <c>results.json</c>.</summary>
public static class ResultsJson
{
    /// <summary>How the document is written: names in snake case, and <c>"NaN"</c>, <c>"Infinity"</c> where a number is none.</summary>
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The document as one line of JSON, ending with a line break.</summary>
    public static string Serialize(ResultsDocument document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>Writes the document, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="document">What to write.</param>
    public static void Write(string path, ResultsDocument document) => AtomicFile.WriteAllText(path, Serialize(document));

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, it is no <c>results.json</c>, or another version of it.</exception>
    public static ResultsDocument Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            RequireVersion(json.RootElement, path);
            return json.Deserialize<ResultsDocument>(Options)!;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"The file '{path}' does not exist; 'loraparity run SPEC --results {Path.GetFileName(path)}' writes it.");
        }
        catch (JsonException exception)
        {
            throw new InputException($"The file '{path}' is no results.json: {exception.Message.TrimEnd('.')}. Write it again with 'loraparity run SPEC --results FILE'.");
        }
    }

    private static void RequireVersion(JsonElement root, string path)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("version", out var version)
            || version.ValueKind is not JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            throw new JsonException("it has no 'version'");
        }

        if (number != ResultsDocument.CurrentVersion)
        {
            throw new InputException(
                $"The file '{path}' has version {number} of the format, and this loraparity reads version {ResultsDocument.CurrentVersion}; use the version that wrote it, or run again.");
        }
    }
}
