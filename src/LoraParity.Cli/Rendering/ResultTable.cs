using System.Globalization;
using LoraParity.Cli.Terminal;
using LoraParity.Judgement;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Rendering;

/// <summary>A spec's results as a table: a row a variant with the worst of its prompts, or a row a case.</summary>
internal static class ResultTable
{
    private static readonly TextColumn[] Columns =
    [
        new("variant"), new("prompt"), new("max abs", Right: true), new("mean KL", Right: true), new("× noise", Right: true),
        new("merge loss", Right: true), new("compute noise", Right: true), new("top-1", Right: true), new("diverges", Right: true), new("verdict"),
    ];

    /// <summary>The table of a spec.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="everyCase">Whether each case gets a row of its own.</param>
    public static TextTable Of(RunResult result, bool everyCase)
    {
        var table = new TextTable(Columns);
        var rows = everyCase ? result.Cases.Select(c => new[] { c }) : result.Cases.GroupBy(c => c.Variant.Key).Select(g => g.ToArray());
        foreach (var cases in rows)
            table.Add(Row(result, cases));
        return table;
    }

    private static TextCell[] Row(RunResult result, CaseResult[] cases)
    {
        var worst = CellFigures.Worst(cases);
        return
        [
            cases[0].Variant.Key,
            cases.Length == 1 ? cases[0].Prompt.Id : $"worst of {cases.Length}",
            Figures.Drift(worst.MaxAbs),
            Figures.Drift(worst.KlMean),
            Figures.Times(worst.TimesFloor),
            Figures.Drift(worst.MergeLoss),
            Figures.Drift(worst.ComputeNoise),
            Figures.Share(worst.Top1),
            worst.Diverges is { } step ? string.Create(CultureInfo.InvariantCulture, $"token {step + 1}") : Figures.Nothing,
            Verdicts.Of(result, cases),
        ];
    }
}
