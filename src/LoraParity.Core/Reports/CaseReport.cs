using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Snapshots;
using LoraParity.Text;
using LoraParity.Traces;

namespace LoraParity.Reports;

/// <summary>
/// Writes the report on one case. Its parts, each left out where it has nothing to say: headline; table of bounds; Why, Where,
/// Tokens, Snapshot, Note, Do; and last, for the snapshot, Verify's grammar (Directory, New or NotEqual, Received and Verified).
/// </summary>
internal sealed class CaseReport(CaseEvidence judged, IReadOnlyList<BoundCheck> checks, Verdict verdict, SnapshotState? snapshot, RunLayout layout)
{
    private const int Indent = 9;
    private readonly List<string> _lines = [];

    /// <summary>The report, LF between lines and none at the end.</summary>
    public string Write()
    {
        _lines.Add(Headline());
        _lines.AddRange(BoundTable.Lines(checks, judged));
        Part("Why", Why());
        Part("Where", Where());
        foreach (var line in DivergenceReport.Lines(judged, layout))
            Part(line.StartsWith(' ') ? "" : "Tokens", line);
        foreach (var problem in snapshot?.Problems ?? [])
            Part("Snapshot", problem);
        foreach (var note in verdict.Notes)
            Part("Note", note);
        if (!verdict.Passed)
            Actions();
        Files();
        return string.Join('\n', _lines);
    }

    private string Id => $"{judged.Plan.Name} › {judged.Variant.Key} › {judged.Prompt.Id}";

    private string Reference => judged.Plan.Reference.Key;

    private bool Drifting => Judge.Drifts(judged, checks);

    private string Headline() => verdict.Outcome switch
    {
        Outcome.Drifted when judged.NonFinite is { } bad => $"{Id} has a logit that is no number.",
        Outcome.Drifted => $"{Id} drifts from {Reference} further than allowed.",
        Outcome.NoLongerDrifts when judged.ShowsAdapter => $"{Id} says exactly what {Reference} says: the adapter changes nothing on this prompt.",
        Outcome.NoLongerDrifts => $"{Id} no longer drifts from {Reference}, and the spec says that it does.",
        Outcome.CorruptSnapshot => $"{Id} has an approved snapshot that cannot be used.",
        Outcome.SnapshotMismatch => $"{Id} differs from its approved snapshot.",
        Outcome.MissingSnapshot => $"{Id} has no approved snapshot.",
        _ when judged.Metrics is null => $"{Id} holds: it is the reference.",
        _ when judged.ShowsAdapter => $"{Id} holds: the adapter makes a difference on this prompt.",
        _ when judged.Tolerance.Expect == Expectation.Drift => $"{Id} drifts from {Reference}, as the spec expects.",
        _ => $"{Id} holds.",
    };

    private string Why()
    {
        if (judged.Split is not { } split || judged.NonFinite is not null)
            return "";
        if (split.Total.Rms == 0)
            return $"The logits equal those of {Reference}.";
        var parts = new List<string>();
        var merged = judged.Variant.Application is Matrix.Application.Merged or Matrix.Application.Checkpoint;
        if (merged && split.MergeLoss is { } loss)
            parts.Add($"merge loss {Figures.Of(loss.Rms)}");
        if (merged && split.ComputeNoise is { } noise)
            parts.Add($"compute noise {Figures.Of(noise.Rms)}");
        var from = parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
        var times = split.Floor is { } floor
            ? $", {Figures.Times(split.TimesFloor!.Value)} the noise floor of {Matrix.PrecisionNames.Name(floor.Compute)} on this prompt ({Figures.Of(floor.Size.Rms)})"
            : "";
        return $"RMS drift of logits {Figures.Of(split.Total.Rms)}{from}{times}.";
    }

    private string Where()
    {
        var layer = judged.Layer is { } l ? $" Hidden states leave the noise floor after {Layer(l)}." : "";
        if (judged.NonFinite is { } bad)
            return $"{At(bad.Position)}: the logit of {Words.Of(layout, bad.Token)} (entry {bad.Token}) is {Value(bad)}.{layer}";
        if (judged.Metrics is not { } metrics || !Drifting)
            return "";
        return judged.Scan?.Worst is { } worst
            ? $"{At(worst.Position)}: the logit of {Words.Of(layout, worst.Token)} is {Figures.Of(worst.Variant)}, the reference's {Figures.Of(worst.Reference)}.{layer}"
            : $"{At(metrics.WorstPosition)}: a logit is {Figures.Of(metrics.MaxAbs.Max)} away from the reference's.{layer}";
    }

    private string Layer(int layer) => layer == 0 ? "the embedding" : $"layer {layer} of {layout.Layers}";

    private string At(int position)
    {
        if (judged.Trace.Output == OutputKind.Labels)
            return "In the labels";
        IReadOnlyList<int> sequence = [.. judged.Trace.PromptTokens, .. judged.Trace.ScoredTokens];
        return $"Position {position} of {judged.Trace.Positions.Count}, after {Words.Of(layout, sequence[position])}";
    }

    private static string Value(NonFiniteLogit bad) =>
        $"{(float.IsNaN(bad.Value) ? "NaN" : bad.Value > 0 ? "+infinity" : "-infinity")}{(bad.InReference ? " in the reference" : "")}";

    private void Actions()
    {
        if (verdict.Outcome == Outcome.Drifted)
            Drifted();
        if (verdict.Outcome == Outcome.NoLongerDrifts)
            Part("Do", NoLongerDrifts());
        if (snapshot is { Outcome: Outcome.SnapshotMismatch or Outcome.MissingSnapshot })
            Part("Do", "Look at the received snapshot; if it is right, approve it: loraparity accept, or rename it to the verified name.");
    }

    private void Drifted()
    {
        Part("Do", Advice.For(judged));
        var suggestion = ToleranceSuggestion.Lines(judged, checks);
        if (suggestion.Count == 0)
            return;
        Part("Allow", "the smallest tolerance that would pass, under tolerance.overrides:");
        foreach (var line in suggestion)
            Part("", $"  {line}");
    }

    private string NoLongerDrifts()
    {
        if (judged.ShowsAdapter)
            return "Check that the adapter is loaded and not all zero; or leave 'none' out of the matrix for this prompt.";
        var reason = judged.Tolerance.Reason is { } text ? $" (reason: {Words.Quote(text, 200)})" : "";
        return $"Take 'expect: drift'{reason} out of the override that matches this case, so that the good state is held; or tighten its bounds if it still drifts too far.";
    }

    private void Files()
    {
        if (snapshot is null || snapshot.Outcome == Outcome.Passed)
            return;
        _lines.Add($"Directory: {Path.GetDirectoryName(snapshot.Verified)}");
        _lines.Add(snapshot.Outcome == Outcome.MissingSnapshot ? "New:" : "NotEqual:");
        _lines.Add($"  - Received: {Path.GetFileName(snapshot.Received)}");
        _lines.Add($"    Verified: {Path.GetFileName(snapshot.Verified)}");
    }

    private void Part(string name, string text)
    {
        if (text.Length > 0)
            _lines.Add($"{name.PadRight(Indent)}{text}");
    }
}
