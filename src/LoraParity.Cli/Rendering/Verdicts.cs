using LoraParity.Cli.Terminal;
using LoraParity.Comparison;

namespace LoraParity.Cli.Rendering;

/// <summary>Verdicts in a word.</summary>
internal static class Verdicts
{
    /// <summary>The verdict on some cases of one variant; the failures with their count where there are several cases.</summary>
    public static TextCell Of(SpecResult result, IReadOnlyList<CaseResult> cases)
    {
        var failures = cases.Where(c => !c.Verdict.Passed).ToList();
        if (failures.Count > 0)
            return new TextCell(string.Join(", ", failures.GroupBy(c => c.Verdict.Outcome).Select(g => Failures(g.Key, g.Count(), cases.Count))), Tone.Bad);

        var known = cases.All(c => c.Tolerance.Expect is Expectation.Drift);
        return new TextCell(cases[0].Variant.Key == result.Plan.Reference.Key ? "reference" : known ? "known drift" : "ok", Tone.Good);
    }

    /// <summary>An outcome in a word.</summary>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "ok",
        Outcome.Drifted => "drift",
        Outcome.NoLongerDrifts => "no longer drifts",
        Outcome.CorruptGolden => "golden unreadable",
        Outcome.GoldenMismatch => "differs from golden",
        Outcome.MissingGolden => "no golden",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static string Failures(Outcome outcome, int count, int of) => of == 1 ? Word(outcome) : $"{Word(outcome)} {count}/{of}";
}
