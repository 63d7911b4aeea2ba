using LoraParity.Judgement;
using LoraParity.Metrics;
using LoraParity.Text;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>
/// Compares a received snapshot with the approved one, with the tolerance of the case: its token rule, its bounds on logits and on
/// KL divergence hold against the snapshot's own values.
/// </summary>
internal sealed class SnapshotComparer(Snapshot approved, Snapshot received, CaseEvidence judged, Func<int, string> word)
{
    private readonly SnapshotPair _pair = new(approved, received);

    /// <summary>Compares the first rows of both snapshots in full; asked only where both have them.</summary>
    public required Func<int, LogitsBoundScan?, PairDrift> Rows { get; init; }

    /// <summary>All that differs.</summary>
    public SnapshotDifference Compare()
    {
        var problems = new List<string>();
        if (_pair.PromptChanged)
            problems.Add($"The prompt is {received.PromptTokens.Count} tokens now, {approved.PromptTokens.Count} when approved, or others: prompt or tokenizer changed.");
        else
            problems.AddRange([.. Tokens(), .. Logits()]);
        return new SnapshotDifference(problems, [.. Bits(problems.Count), .. Device(problems.Count), .. Fingerprints(problems.Count > 0)]);
    }

    private IEnumerable<string> Device(int problems)
    {
        if (problems == 0 || approved.DeviceFamily == received.DeviceFamily)
            yield break;
        yield return $"Likely reason: the snapshot was approved on '{approved.DeviceFamily}' and this is '{received.DeviceFamily}', which agree within "
            + "tolerance at best; with 'unique_for: device' under 'snapshots' each family of devices has snapshots of its own.";
    }

    private IEnumerable<string> Tokens()
    {
        var step = SnapshotPair.FirstDifference(approved.Tokens, received.Tokens);
        var check = TokenJudge.Check(
            judged.Tolerance.Tokens, judged.Trace.Output, approved.Tokens.Count, step, () => step is { } s && IsNearTie(s));
        if (check is { Within: false })
            yield return $"Token {step + 1} of {approved.Tokens.Count} is {Word(received.Tokens, step!.Value)} now, {Word(approved.Tokens, step.Value)} when approved.";
    }

    private IEnumerable<string> Logits()
    {
        if (approved.Logits is not { } old || received.Logits is not { } now || old.Sha256 == now.Sha256)
            return [];
        if (old.Width != now.Width)
            return [$"A row has {now.Width} logits now, {old.Width} when approved: the vocabulary changed."];
        if (old.Full && now.Full)
            return FullRows(_pair.ComparableRows);
        var drifts = Enumerable.Range(0, _pair.ComparableRows).Select(t => TopDrift.Of(old.Positions[t], now.Positions[t])).ToList();
        return [.. Entries(drifts), .. Kl(drifts)];
    }

    private IEnumerable<string> FullRows(int count)
    {
        if (count == 0)
            return [];
        var scan = judged.Tolerance.Logits is { } bounds ? new LogitsBoundScan(bounds) : null;
        var drift = Rows(count, scan);
        var against = judged with
        {
            Metrics = CaseMetricsBuilder.Build(drift, judged.Trace, judged.Trace),
            Split = new DriftSplit { Total = drift.Size, Floor = judged.Floor },
            Tolerance = judged.Tolerance with { Tokens = null },
            Scan = scan,
        };
        return Judge.Check(against).Where(c => !c.Within)
            .Select(c => $"'{c.Bound}' of the logits against the snapshot's is {Figures.Of(c.Measured)}; {Figures.Of(c.Allowed)} is allowed.");
    }

    private IEnumerable<string> Entries(List<TopDrift> drifts)
    {
        if (!judged.BoundsLogits)
            yield break;
        var worst = drifts.SelectMany((d, t) => d.Entries.Select(e => (Entry: e, Position: t)))
            .Where(e => !(e.Entry.Abs <= judged.AllowedDrift(e.Entry.Approved))).OrderByDescending(e => e.Entry.Abs).FirstOrDefault();
        if (worst.Entry.Abs is 0)
            yield break;
        var (entry, position) = worst;
        var allowed = judged.AllowedDrift(entry.Approved);
        yield return $"The logit of {word(entry.Token)} at position {position} is {(entry.IsBound ? "at most " : "")}{Figures.Of(entry.Now)} now, "
            + $"{Figures.Of(entry.Approved)} when approved; {Figures.Of(allowed)} apart is allowed.";
    }

    private IEnumerable<string> Kl(List<TopDrift> drifts)
    {
        if (judged.Tolerance.Kl is not { } bounds || drifts.Count == 0)
            return [];
        var kl = Distributions.Of(drifts.Select(d => d.Kl));
        return
        [
            .. Beyond("The mean KL divergence from the snapshot's top logits", kl.Mean, bounds.Mean),
            .. Beyond("The 99th percentile of the KL divergence from the snapshot's top logits", kl.P99, bounds.P99),
            .. Beyond("The largest KL divergence from the snapshot's top logits", kl.Max, bounds.Max),
        ];
    }

    private static IEnumerable<string> Beyond(string what, double measured, double? allowed) =>
        allowed is { } limit && !(measured <= limit)
            ? [$"{what} is {Figures.Of(measured)}; {Figures.Of(limit)} is allowed."]
            : [];

    private IEnumerable<string> Bits(int problems)
    {
        if (problems > 0 || approved.Logits?.Sha256 == received.Logits?.Sha256 || approved.Logits is null || received.Logits is null)
            yield break;
        var reason = _pair.ChangedFingerprints.Any()
            ? ""
            : approved.DeviceFamily == received.DeviceFamily
                ? ", though no input changed: another version of the engine computes differently"
                : $": they were approved on '{approved.DeviceFamily}' and this is '{received.DeviceFamily}'";
        yield return $"The logits are within tolerance of the snapshot's, not equal to the bit{reason}.";
    }

    private IEnumerable<string> Fingerprints(bool differs) => _pair.ChangedFingerprints.Select(name =>
        $"{(differs ? "Likely reason: " : "")}'{name}' changed since the snapshot was approved, SHA-256 {Short(approved, name)} then, {Short(received, name)} now.");

    private static string Short(Snapshot approved, string name) =>
        approved.Fingerprints.TryGetValue(name, out var hash) ? hash[..Math.Min(8, hash.Length)] : "none";

    private bool IsNearTie(int step)
    {
        var position = approved.PromptTokens.Count - 1 + step;
        if (approved.Logits is not { } logits || position >= logits.Positions.Count || step >= received.Tokens.Count)
            return false;
        var top = logits.Positions[position].Top;
        var (own, other) = (Find(top, approved.Tokens[step]), Find(top, received.Tokens[step]));
        return own is { } a && other is { } b && a - b <= Math.Max(judged.AllowedDrift(a), judged.AllowedDrift(b));
    }

    private static double? Find(IReadOnlyList<TokenLogit> top, int token) =>
        top.Where(t => t.Token == token).Select(t => (double?)t.Logit).FirstOrDefault();

    private string Word(IReadOnlyList<int> tokens, int step) => step < tokens.Count ? word(tokens[step]) : "nothing";
}
