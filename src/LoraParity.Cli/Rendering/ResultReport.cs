using System.Globalization;
using LoraParity.Cli.Terminal;
using LoraParity.Comparison;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Rendering;

/// <summary>Prints what a run found: per spec a table and the messages of its failures, at the end one line for all.</summary>
internal sealed class ResultReport(CliConsole console, bool everyCase)
{
    private readonly List<CaseResult> _cases = [];

    /// <summary>Whether all cases so far pass.</summary>
    public bool Passed => _cases.All(c => c.Verdict.Passed);

    /// <summary>Prints one spec.</summary>
    public void Add(SpecResult result)
    {
        _cases.AddRange(result.Cases);
        console.Out.WriteLine($"{result.Plan.Name}: engine {result.Engine}, reference {result.Plan.Reference.Key}", Tone.Strong);
        ResultTable.Of(result, everyCase).WriteTo(console.Out);
        console.Out.WriteLine();
        foreach (var failure in result.Cases.Where(c => !c.Verdict.Passed))
        {
            console.Out.WriteLine($"✗ {CaseNames.Of(result.Plan, failure.Variant, failure.Prompt)}", Tone.Bad);
            console.Out.WriteLine(failure.Message);
            console.Out.WriteLine();
        }

        foreach (var orphan in result.Orphans)
            console.Error.WriteLine($"warning: the approved snapshot '{orphan}' belongs to no case of the spec; remove it, or bring its case back.", Tone.Warning);
    }

    /// <summary>Prints the line that sums up.</summary>
    public void Finish()
    {
        var counts = Outcomes.Count(_cases.Select(c => c.Verdict.Outcome));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_cases.Count} cases: {counts}."), Passed ? Tone.Good : Tone.Bad);
    }
}
