using LoraParity.Judgement;

namespace LoraParity.Reporting.Text;

/// <summary>Outcomes in a word or two.</summary>
public static class Outcomes
{
    /// <summary>For example <c>ok</c> or <c>no snapshot</c>.</summary>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "ok",
        Outcome.Drifted => "drift",
        Outcome.NoLongerDrifts => "no longer drifts",
        Outcome.CorruptSnapshot => "snapshot unreadable",
        Outcome.SnapshotMismatch => "differs from snapshot",
        Outcome.MissingSnapshot => "no snapshot",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The line that sums up, for example <c>14 cases: 12 ok, 2 drift.</c></summary>
    public static string Line(IReadOnlyCollection<Outcome> outcomes) =>
        $"{Cases(outcomes.Count)}: {Count(outcomes)}.";

    /// <summary>A number of cases, for example <c>1 case</c>.</summary>
    public static string Cases(int count) => FormattableString.Invariant($"{count} case{(count == 1 ? "" : "s")}");

    /// <summary>Counts of all outcomes that occur, for example <c>12 ok, 2 drift</c>.</summary>
    public static string Count(IEnumerable<Outcome> outcomes) =>
        string.Join(", ", outcomes.GroupBy(o => o).OrderBy(g => g.Key).Select(g => FormattableString.Invariant($"{g.Count()} {Word(g.Key)}")));
}
