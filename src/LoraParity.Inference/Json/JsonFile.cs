using System.Text;
using System.Text.Json;
using LoraParity.Diagnostics;

namespace LoraParity.Inference.Json;

/// <summary>Reads the JSON files of checkpoints and adapters.</summary>
internal static class JsonFile
{
    private const long MaximumBytes = 256 << 20;
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file whose top level is an object.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or it is not such JSON.</exception>
    public static JsonFields Read(string path)
    {
        var bytes = ReadBytes(path);
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InputException($"The file '{path}' must hold a JSON object.");
            CheckText(document.RootElement);
            return new JsonFields(document.RootElement.Clone(), path);
        }
        catch (InvalidOperationException)
        {
            throw new InputException($"The file '{path}' holds text that is not valid Unicode.");
        }
        catch (JsonException exception)
        {
            throw new InputException(Describe(path, bytes, exception));
        }
    }

    private static ReadOnlyMemory<byte> ReadBytes(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a directory where a JSON file was expected.");
        if (!File.Exists(path))
            throw new InputException($"The file '{path}' does not exist.");
        if (new FileInfo(path).Length > MaximumBytes)
            throw new InputException($"The file '{path}' has more than {MaximumBytes >> 20} MiB, which no such JSON file needs.");
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        return bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    /// <summary>Decodes every string once, so that no later access can meet half a surrogate pair.</summary>
    private static void CheckText(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            _ = element.GetString();
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                CheckText(item);
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                CheckText(property.Value);
            }
        }
    }

    private static string Describe(string path, ReadOnlyMemory<byte> bytes, JsonException exception)
    {
        if (bytes.Span.StartsWith("version https://git-lfs"u8))
            return $"The file '{path}' is a Git LFS pointer, not its content; fetch it with 'git lfs pull'.";
        if (bytes.IsEmpty)
            return $"The file '{path}' is empty.";
        return exception.LineNumber is { } line
            ? $"The file '{path}' is not valid JSON at line {line + 1}, byte {exception.BytePositionInLine}."
            : $"The file '{path}' names a field twice.";
    }
}
