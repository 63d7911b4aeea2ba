using LoraParity.Cli.Terminal;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Rendering;

/// <summary>Verdicts in a word.</summary>
internal static class Verdicts
{
    /// <summary>The verdict on some cases of one variant; the failures with their count where there are several cases.</summary>
    public static TextCell Of(RunResult result, IReadOnlyList<CaseResult> cases)
    {
        var failures = cases.Where(c => !c.Verdict.Passed).ToList();
        if (failures.Count > 0)
            return new TextCell(string.Join(", ", failures.GroupBy(c => c.Verdict.Outcome).Select(g => Failures(g.Key, g.Count(), cases.Count))), Tone.Bad);

        var known = cases.All(c => c.Tolerance.Expect is Expectation.Drift);
        return new TextCell(cases[0].Variant.Key == result.Plan.Reference.Key ? "reference" : known ? "known drift" : "ok", Tone.Good);
    }

    private static string Failures(Outcome outcome, int count, int of) => of == 1 ? Outcomes.Word(outcome) : $"{Outcomes.Word(outcome)} {count}/{of}";
}
