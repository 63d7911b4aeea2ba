using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Html;

/// <summary>What became of a case, as a mark, a word and a class: never by colour alone.</summary>
/// <param name="Mark">One character.</param>
/// <param name="Word">A word or two.</param>
/// <param name="Class">The class that styles it.</param>
internal sealed record CaseState(string Mark, string Word, string Class)
{
    public static CaseState Of(SpecRecord spec, CaseRecord record) => record.Outcome switch
    {
        Outcome.Passed when record.Variant == spec.Reference => new CaseState("●", "reference", "reference"),
        Outcome.Passed when record.Expect is Expectation.Drift => new CaseState("≠", "known drift", "known"),
        Outcome.Passed when record.Checks.Any(c => !c.Within) => new CaseState("≠", "differs, as it should", "known"),
        Outcome.Passed => new CaseState("✓", Outcomes.Word(Outcome.Passed), "pass"),
        var outcome => new CaseState("✗", Outcomes.Word(outcome), "fail"),
    };
}
