using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>Makes snapshots from traces.</summary>
internal static class SnapshotBuilder
{
    private const string CheckpointPrefix = "checkpoint.";

    /// <summary>The snapshot of one case.</summary>
    public static Snapshot Build(ParityPlan plan, RunLayout layout, Variant variant, Prompt prompt, Trace trace) => new()
    {
        Spec = plan.Name,
        Variant = variant.Key,
        Prompt = prompt.Id,
        Text = trace.Text,
        Tokens = trace.Tokens,
        PromptTokens = trace.PromptTokens,
        ScoredTokens = trace.ScoredTokens,
        DeviceFamily = layout.DeviceFamily,
        Fingerprints = Fingerprints(plan, layout, variant, prompt),
        Environment = layout.Environment,
        Logits = Logits(plan.Snapshots, trace),
    };

    private static SnapshotLogits? Logits(SnapshotSettings settings, Trace trace) => settings.Logits == LogitsDetail.Off
        ? null
        : new SnapshotLogits(
            trace.LogitsHash, trace.Width, settings.Logits == LogitsDetail.Full, [.. trace.Positions.Select(p => Cut(p, settings.TopK))]);

    // A trace keeps more than the snapshot asks for where first divergences need it.
    private static TopLogits Cut(TopLogits position, int count) => position.Top.Count <= count
        ? position
        : position with
        {
            Top = [.. position.Top.Take(count)],
            TailMass = position.TailMass + position.Top.Skip(count).Sum(t => Math.Exp(t.Logit - position.LogSumExp)),
        };

    private static Dictionary<string, string> Fingerprints(ParityPlan plan, RunLayout layout, Variant variant, Prompt prompt)
    {
        var own = layout.Fingerprints
            .Where(f => !f.Key.StartsWith(CheckpointPrefix, StringComparison.Ordinal) || f.Key == CheckpointPrefix + variant.Checkpoint)
            .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        own["case"] = Case(plan, variant, prompt);
        return own;
    }

    private static string Case(ParityPlan plan, Variant variant, Prompt prompt)
    {
        var settings = new
        {
            variant.Key,
            Mode = variant.Mode.ToString(),
            AdapterDtype = variant.AdapterDtype.ToString(),
            Reference = plan.Reference.Key,
            Decode = plan.Decode.ToString(),
            Weights = plan.Adapters.Select(a => a.Weight),
            prompt.Text,
            prompt.TokenIds,
            prompt.Messages,
            prompt.MaxNewTokens,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(settings))));
    }
}
