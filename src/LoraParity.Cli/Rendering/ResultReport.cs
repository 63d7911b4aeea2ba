using System.Globalization;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Judgement;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Rendering;

/// <summary>Prints what a run found: per spec a table and the messages of its failures, at the end one line for all.</summary>
internal sealed class ResultReport(CliHost host, bool everyCase)
{
    private readonly List<CaseResult> _cases = [];
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Whether all cases so far pass.</summary>
    public bool Passed => _cases.All(c => c.Verdict.Passed);

    /// <summary>Cases so far that this machine cannot run.</summary>
    public int Skipped { get; private set; }

    /// <summary>Prints that a spec is not run; a reason that several have is printed once.</summary>
    public void Skip(string spec, int cases, string reason)
    {
        Skipped += cases;
        host.Console.Out.WriteLine($"{spec}: {Outcomes.Cases(cases)} skipped", Tone.Warning);
        if (!_reasons.Add(reason))
            return;
        host.Console.Error.Write("error: ", Tone.Bad);
        host.Console.Error.WriteLine(reason);
    }

    /// <summary>Prints one spec.</summary>
    public void Add(RunResult result)
    {
        _cases.AddRange(result.Cases);
        host.Console.Out.WriteLine($"{result.Plan.Name}: engine {result.Engine}, reference {result.Plan.Reference.Key}", Tone.Strong);
        ResultTable.Of(result, everyCase).WriteTo(host.Console.Out);
        host.Console.Out.WriteLine();
        foreach (var failure in result.Cases.Where(c => c.Verdict.Outcome is not (Outcome.Passed or Outcome.MissingSnapshot)))
            Paragraph(failure.Message);
        Missing(result);
        foreach (var orphan in result.Orphans.Select(host.Show))
            host.Console.Error.WriteLine($"warning: the approved snapshot '{orphan}' belongs to no case of the spec; remove it, or bring its case back.", Tone.Warning);
    }

    // A new spec lacks every snapshot: one paragraph says as much as one a case.
    private void Missing(RunResult result)
    {
        var missing = result.Cases.Count(c => c.Verdict.Outcome is Outcome.MissingSnapshot);
        if (missing == 0)
            return;

        Paragraph(
            string.Create(CultureInfo.InvariantCulture, $"{missing} case{(missing == 1 ? " has" : "s have")} no approved snapshot yet. ")
            + $"Look at what was received with 'loraparity review', or approve all with 'loraparity accept'.\nDirectory: {result.Plan.Snapshots.Directory}");
    }

    private void Paragraph(string text)
    {
        host.Console.Out.WriteLine(text);
        host.Console.Out.WriteLine();
    }

    /// <summary>Prints the line that sums up.</summary>
    public void Finish()
    {
        if (_cases.Count > 0)
            host.Console.Out.WriteLine(Outcomes.Line([.. _cases.Select(c => c.Verdict.Outcome)]), Passed ? Tone.Good : Tone.Bad);
        else if (Skipped == 0)
            host.Console.Out.WriteLine("No case is in this shard.", Tone.Good);
    }
}
