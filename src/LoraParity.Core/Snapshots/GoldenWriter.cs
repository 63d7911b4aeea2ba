using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Running;

namespace LoraParity.Snapshots;

/// <summary>Writes snapshots as JSON that a person can review: fixed order, one position a line, LF, a checksum at the end.</summary>
internal static class GoldenWriter
{
    /// <summary>The snapshot's text.</summary>
    public static string Write(Golden golden)
    {
        var text = new StringBuilder("{\n");
        Field(text, "loraparity", GoldenFormat.Version.ToString(CultureInfo.InvariantCulture));
        Field(text, "spec", Quote(golden.Spec));
        Field(text, "variant", Quote(golden.Variant));
        Field(text, "prompt", Quote(golden.Prompt));
        if (golden.Text is not null)
            Field(text, "text", Quote(golden.Text));
        Field(text, "tokens", List(golden.Tokens));
        Field(text, "prompt_tokens", List(golden.PromptTokens));
        if (!golden.ScoredTokens.SequenceEqual(golden.Tokens))
            Field(text, "scored_tokens", List(golden.ScoredTokens));
        Field(text, "device_family", Quote(golden.DeviceFamily));
        Field(text, "fingerprints", Map(golden.Fingerprints));
        Field(text, "environment", Map(golden.Environment));
        if (golden.Logits is { } logits)
            Field(text, "logits", Logits(logits));
        text.Length--;
        return $"{text}{GoldenFormat.ChecksumStart}{GoldenFormat.Checksum(text.ToString())}\"\n}}\n";
    }

    private static void Field(StringBuilder text, string name, string value) => text.Append($"  \"{name}\": {value},\n");

    private static string Quote(string text) =>
        $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string List(IReadOnlyList<int> ids) =>
        $"[{string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Map(IReadOnlyDictionary<string, string> map) => map.Count == 0
        ? "{}"
        : "{\n" + string.Join(",\n", map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"    {Quote(e.Key)}: {Quote(e.Value)}")) + "\n  }";

    private static string Logits(GoldenLogits logits)
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
        var top = position.Top.Select(t => $"[{t.Token.ToString(CultureInfo.InvariantCulture)}, {GoldenFormat.Number(t.Logit)}]");
        return $"      {{\"logsumexp\": {GoldenFormat.Number(position.LogSumExp, "G10")}, "
            + $"\"tail\": {GoldenFormat.Number(position.TailMass, "G6")}, \"top\": [{string.Join(", ", top)}]}}";
    }
}
