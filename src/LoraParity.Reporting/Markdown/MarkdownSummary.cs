using System.Globalization;
using System.Text;
using LoraParity.Files;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Markdown;

/// <summary>The results as Markdown: a table a spec with the worst of each variant, and the failures folded away.</summary>
public static class MarkdownSummary
{
    // GitHub drops a job summary of more than 1 MiB altogether.
    private const int MostCharacters = 200_000;

    private static readonly string[] Headings = ["", "variant", "max abs", "mean KL", "× noise", "merge loss", "compute noise", "top-1", "cases"];

    /// <summary>Writes the summary, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="document">The results.</param>
    public static void Write(string path, ResultsDocument document) => AtomicFile.WriteAllText(path, Render(document));

    /// <summary>Appends the summary to a file that others write to as well, as GitHub's job summary is.</summary>
    public static void Append(string path, ResultsDocument document) => File.AppendAllText(path, Render(document));

    /// <summary>The summary's text.</summary>
    public static string Render(ResultsDocument document)
    {
        var text = new StringBuilder();
        foreach (var spec in document.Specs)
            Spec(text, spec);
        return text.ToString();
    }

    private static void Spec(StringBuilder text, SpecRecord spec)
    {
        var failed = spec.Cases.Count(c => c.Outcome is not Outcome.Passed);
        text.Append(CultureInfo.InvariantCulture, $"### {(failed == 0 ? "✅" : "❌")} {MarkdownText.Code(spec.Name)}: {Outcomes.Count(spec.Cases.Select(c => c.Outcome))}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Spec {MarkdownText.Code(spec.Spec)}, engine {MarkdownText.Code(spec.Engine)}, reference {MarkdownText.Code(spec.Reference)}; the worst of each variant's prompts.\n\n");
        Row(text, Headings);
        Row(text, [.. Headings.Select((_, i) => i < 2 ? ":--" : "--:")]);
        foreach (var cases in spec.Cases.GroupBy(c => c.Variant))
            Row(text, Cells(spec, cases.Key, [.. cases]));
        text.Append('\n');
        Failures(text, spec);
    }

    private static string[] Cells(SpecRecord spec, string variant, IReadOnlyList<CaseRecord> cases) =>
    [
        cases.Any(c => c.Outcome is not Outcome.Passed) ? "❌" : variant == spec.Reference ? "●" : cases.All(c => c.Expect is Expectation.Drift) ? "≠" : "✅",
        MarkdownText.Code(variant),
        Figures.Drift(cases.Max(c => c.Metrics?.MaxAbs.Max)),
        Figures.Drift(cases.Max(c => c.Metrics?.Kl.Mean)),
        Figures.Times(cases.Max(c => c.Split?.TimesFloor)),
        Figures.Drift(cases.Max(c => c.Split?.MergeLoss?.Rms)),
        Figures.Drift(cases.Max(c => c.Split?.ComputeNoise?.Rms)),
        Figures.Share(cases.Min(c => c.Metrics?.Top1)),
        Outcomes.Count(cases.Select(c => c.Outcome)),
    ];

    private static void Failures(StringBuilder text, SpecRecord spec)
    {
        var failures = spec.Cases.Where(c => c.Outcome is not Outcome.Passed).ToList();
        for (var i = 0; i < failures.Count; i++)
        {
            if (text.Length > MostCharacters)
            {
                text.Append(CultureInfo.InvariantCulture, $"{failures.Count - i} more failures are in the full report.\n\n");
                return;
            }

            var title = MarkdownText.Html($"{failures[i].Variant} › {failures[i].Prompt}: {Outcomes.Word(failures[i].Outcome)}");
            text.Append(CultureInfo.InvariantCulture, $"<details><summary>{title}</summary>\n\n{MarkdownText.Block(failures[i].Message)}\n\n</details>\n\n");
        }
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
