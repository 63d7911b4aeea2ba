using LoraParity.Judgement;
using LoraParity.Metrics;
using LoraParity.Text;

namespace LoraParity.Reports;

/// <summary>The table of bounds in a case's report.</summary>
internal static class BoundTable
{
    /// <summary>A head and a line for each bound, aligned; empty where no bound is checked, or where a logit is no number and bounds mean nothing.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<BoundCheck> checks, CaseEvidence judged)
    {
        if (checks.Count == 0 || judged.NonFinite is not null)
            return [];
        var rows = checks.Select(c => (c.Bound, Measured: Show(c, c.Measured), Allowed: Show(c, c.Allowed), Verdict: Judgement(c, judged))).ToList();
        rows.Insert(0, ("bound", "measured", "allowed", ""));
        var (name, measured, allowed) = (rows.Max(r => r.Bound.Length), rows.Max(r => r.Measured.Length), rows.Max(r => r.Allowed.Length));
        return rows.Select(r =>
            $"  {r.Bound.PadRight(name)}  {r.Measured.PadLeft(measured)}  {r.Allowed.PadLeft(allowed)}  {r.Verdict}".TrimEnd());
    }

    private static string Show(BoundCheck check, double value) => check.Bound switch
    {
        "noise" => Figures.Times(value),
        // Where the reference's logit is next to 0 the ratio says nothing any more.
        "logits.rel" when value > 100 => "over 100",
        _ => Figures.Of(value),
    };

    private static string Judgement(BoundCheck check, CaseEvidence judged)
    {
        if (check.Bound == "tokens")
            return check.Within ? check.Measured < check.Allowed ? "ok, a near tie" : "ok" : "exceeded";
        if (check.Bound.StartsWith("logits.", StringComparison.Ordinal))
            return Logits(check, judged.Scan!);
        return check.Within ? "ok" : "exceeded";
    }

    private static string Logits(BoundCheck check, LogitsBoundScan scan)
    {
        var both = scan.Bounds is { MaxAbs: not null, Rel: not null };
        if (check.Within)
            return both && check.Measured > check.Allowed ? "ok, exceeded nowhere together with the other" : "ok";
        var entries = $"{Figures.Count(scan.Entries, "logit")} at {Figures.Count(scan.Rows, "position")}";
        if (!both)
            return $"exceeded by {entries}";
        return check.Bound == "logits.max_abs" ? $"exceeded, and rel with it, by {entries}" : "exceeded (both bounds have to be)";
    }
}
