using System.Globalization;
using LoraParity.Files;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Html;

/// <summary>The results as one HTML file that needs nothing else: no network, no folder beside it, and for the tables no script.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="document">The results.</param>
    public static void Write(string path, ResultsDocument document) => AtomicFile.WriteAllText(path, Render(document));

    /// <summary>The report's HTML.</summary>
    public static string Render(ResultsDocument document)
    {
        var html = new HtmlWriter();
        Header(html, document);
        html.Open("main").Line();
        for (var i = 0; i < document.Specs.Count; i++)
            Spec(html, document.Specs[i], i);
        html.Close("main").Line();
        html.Open("footer").Open("p").Text($"Written by {document.Tool}. In the matrix the arrow keys move, Enter opens a case, Escape goes back.").Close("p").Close("footer").Line();
        ReportData.WriteTo(html, document);
        return new HtmlPage($"{Verdict(document)} – LoraParity", "page.js", "heat.js", "tokens.js", "charts.js", "case.js", "weights.js", "report.js").Render(html);
    }

    private static void Header(HtmlWriter html, ResultsDocument document)
    {
        var passed = document.Specs.SelectMany(s => s.Cases).All(c => c.Outcome is Outcome.Passed);
        html.Open("header", ("class", passed ? "pass" : "fail")).Element("p", "LoraParity", ("class", "product"));
        html.Open("h1").Element("span", passed ? "✓" : "✗", ("class", "mark"), ("aria-hidden", "true")).Text(" ").Text(Verdict(document)).Close("h1").Line();
        if (document.Specs.Count > 1)
            Contents(html, document);
        html.Close("header").Line();
    }

    private static void Contents(HtmlWriter html, ResultsDocument document)
    {
        html.Open("nav", ("aria-label", "specs")).Open("ul");
        for (var i = 0; i < document.Specs.Count; i++)
        {
            var failed = document.Specs[i].Cases.Count(c => c.Outcome is not Outcome.Passed);
            html.Open("li", ("class", failed == 0 ? "pass" : "fail")).Element("a", document.Specs[i].Name, ("href", $"#s{i}"));
            html.Text(failed == 0 ? " ✓" : string.Create(CultureInfo.InvariantCulture, $" ✗ {failed}")).Close("li");
        }

        html.Close("ul").Close("nav").Line();
    }

    private static string Verdict(ResultsDocument document)
    {
        var outcomes = document.Specs.SelectMany(s => s.Cases).Select(c => c.Outcome).ToList();
        var failed = outcomes.Count(o => o is not Outcome.Passed);
        return failed == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All {outcomes.Count} cases are within tolerance")
            : string.Create(CultureInfo.InvariantCulture, $"{failed} of {outcomes.Count} cases fail");
    }

    private static void Spec(HtmlWriter html, SpecRecord spec, int index)
    {
        html.Open("section", ("class", "spec"), ("id", $"s{index}"), ("data-spec", index.ToString(CultureInfo.InvariantCulture))).Line();
        html.Element("h2", spec.Name);
        html.Open("p", ("class", "about")).Text($"{Outcomes.Count(spec.Cases.Select(c => c.Outcome))}. Spec ").Element("code", spec.Spec)
            .Text(", engine ").Element("code", spec.Engine).Text(", reference ").Element("code", spec.Reference).Text(".").Close("p").Line();
        html.Open("div", ("class", "tools")).Close("div").Line();
        html.Open("div", ("class", "board")).Line().Open("div", ("class", "matrix")).Line();
        new HeatTable(spec, index).WriteTo(html);
        Legend(html);
        html.Close("div").Line();
        new CaseArticles(spec, index).WriteTo(html);
        html.Close("div").Line();
        html.Open("div", ("class", "layers")).Close("div").Line();
        WeightSummary.WriteTo(html, spec);
        EnvironmentTables.WriteTo(html, spec);
        html.Close("section").Line();
    }

    private static void Legend(HtmlWriter html)
    {
        html.Open("div", ("class", "legend")).Open("p", ("class", "judged")).Open("span").Text("0.1 % of what is allowed ");
        Swatches(html, "t", 0, 6);
        html.Close("span").Open("span").Element("span", "tolerance", ("class", "tolerance"));
        Swatches(html, "x", 1, 4);
        html.Text(" 30 × beyond").Close("span").Close("p").Open("p", ("class", "marks"));
        foreach (var mark in new[] { "✓ within tolerance", "✗ fails", "≠ differs as it should" })
            html.Element("span", mark);
        html.Close("p").Close("div").Line();
    }

    private static void Swatches(HtmlWriter html, string kind, int first, int last)
    {
        for (var i = first; i <= last; i++)
            html.Open("i", ("class", string.Create(CultureInfo.InvariantCulture, $"swatch {kind}{i}"))).Close("i");
    }
}
