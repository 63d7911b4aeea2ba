using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>Writes snapshots as JSON that a person can review: fixed order, one position a line, LF, a checksum at the end.</summary>
internal static class SnapshotWriter
{
    /// <summary>The snapshot's text.</summary>
    public static string Write(Snapshot snapshot)
    {
        var text = new StringBuilder("{\n");
        Field(text, "loraparity", SnapshotFormat.Version.ToString(CultureInfo.InvariantCulture));
        Field(text, "spec", Quote(snapshot.Spec));
        Field(text, "variant", Quote(snapshot.Variant));
        Field(text, "prompt", Quote(snapshot.Prompt));
        if (snapshot.Text is not null)
            Field(text, "text", Quote(snapshot.Text));
        Field(text, "tokens", List(snapshot.Tokens));
        Field(text, "prompt_tokens", List(snapshot.PromptTokens));
        if (!snapshot.ScoredTokens.SequenceEqual(snapshot.Tokens))
            Field(text, "scored_tokens", List(snapshot.ScoredTokens));
        Field(text, "device_family", Quote(snapshot.DeviceFamily));
        Field(text, "fingerprints", Map(snapshot.Fingerprints));
        Field(text, "environment", Map(snapshot.Environment));
        if (snapshot.Logits is { } logits)
            Field(text, "logits", Logits(logits));
        text.Length--;
        return $"{text}{SnapshotFormat.ChecksumStart}{SnapshotFormat.Checksum(text.ToString())}\"\n}}\n";
    }

    private static void Field(StringBuilder text, string name, string value) => text.Append($"  \"{name}\": {value},\n");

    private static string Quote(string text) =>
        $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string List(IReadOnlyList<int> ids) =>
        $"[{string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Map(IReadOnlyDictionary<string, string> map) => map.Count == 0
        ? "{}"
        : "{\n" + string.Join(",\n", map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"    {Quote(e.Key)}: {Quote(e.Value)}")) + "\n  }";

    private static string Logits(SnapshotLogits logits)
    {
        var positions = logits.Positions.Count == 0 ? "[]" : "[\n" + string.Join(",\n", logits.Positions.Select(Position)) + "\n    ]";
        return "{\n"
            + $"    \"sha256\": {Quote(logits.Sha256)},\n"
            + $"    \"width\": {logits.Width.ToString(CultureInfo.InvariantCulture)},\n"
            + $"    \"full\": {JsonSerializer.Serialize(logits.Full)},\n"
            + $"    \"positions\": {positions}\n  }}";
    }

    private static string Position(TopLogits position)
    {
        var top = position.Top.Select(t => $"[{t.Token.ToString(CultureInfo.InvariantCulture)}, {SnapshotFormat.Number(t.Logit)}]");
        return $"      {{\"logsumexp\": {SnapshotFormat.Number(position.LogSumExp, "G10")}, "
            + $"\"tail\": {SnapshotFormat.Number(position.TailMass, "G6")}, \"top\": [{string.Join(", ", top)}]}}";
    }
}
