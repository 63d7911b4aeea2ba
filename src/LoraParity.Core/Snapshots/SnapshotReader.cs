using System.Globalization;
using System.Text.Json;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>Reads snapshots and says in one sentence what is wrong with one.</summary>
internal static class SnapshotReader
{
    /// <summary>Reads a snapshot's text.</summary>
    /// <exception cref="SnapshotException">It is damaged; the message says where, without the path.</exception>
    public static Snapshot Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            CheckVersion(document.RootElement);
            CheckSum(text);
            return Snapshot(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new SnapshotException($"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1} is not valid JSON");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new SnapshotException($"it lacks a field or has one of another kind ({e.Message.TrimEnd('.')})");
        }
    }

    private static void CheckVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("loraparity", out var version))
            throw new SnapshotException("it lacks the field 'loraparity' and is no snapshot");
        if (version.GetInt32() != SnapshotFormat.Version)
            throw new SnapshotException($"its format is {version.GetInt32()}, and this version of LoraParity reads {SnapshotFormat.Version}");
    }

    private static void CheckSum(string text)
    {
        var plain = text.ReplaceLineEndings("\n");
        var at = plain.LastIndexOf(SnapshotFormat.ChecksumStart, StringComparison.Ordinal);
        if (at < 0)
            throw new SnapshotException("it lacks the line 'checksum' at its end");
        var line = plain.AsSpan(0, at).Count('\n') + 2;
        if (plain[at..] != $"{SnapshotFormat.ChecksumStart}{SnapshotFormat.Checksum(plain[..at])}\"\n}}\n")
            throw new SnapshotException($"its content does not match the checksum in line {line}: it was damaged or edited by hand");
    }

    private static Snapshot Snapshot(JsonElement root)
    {
        var tokens = Ids(root.GetProperty("tokens"));
        return new Snapshot
        {
            Spec = Text(root, "spec"),
            Variant = Text(root, "variant"),
            Prompt = Text(root, "prompt"),
            Text = root.TryGetProperty("text", out var text) ? text.GetString() : null,
            Tokens = tokens,
            PromptTokens = Ids(root.GetProperty("prompt_tokens")),
            ScoredTokens = root.TryGetProperty("scored_tokens", out var scored) ? Ids(scored) : tokens,
            DeviceFamily = Text(root, "device_family"),
            Fingerprints = Map(root.GetProperty("fingerprints")),
            Environment = Map(root.GetProperty("environment")),
            Logits = root.TryGetProperty("logits", out var logits) ? Logits(logits) : null,
        };
    }

    private static SnapshotLogits Logits(JsonElement logits) => new(
        Text(logits, "sha256"),
        logits.GetProperty("width").GetInt32(),
        logits.GetProperty("full").GetBoolean(),
        [.. logits.GetProperty("positions").EnumerateArray().Select(Position)]);

    private static TopLogits Position(JsonElement position) => new(
        [.. position.GetProperty("top").EnumerateArray().Select(t => new TokenLogit(t[0].GetInt32(), (float)Number(t[1])))],
        Number(position.GetProperty("logsumexp")),
        Number(position.GetProperty("tail")));

    private static double Number(JsonElement number) => number.ValueKind == JsonValueKind.String
        ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
        : number.GetDouble();

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static List<int> Ids(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];

    private static Dictionary<string, string> Map(JsonElement map) =>
        map.EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetString() ?? "", StringComparer.Ordinal);
}
