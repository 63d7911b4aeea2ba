using System.Globalization;
using LoraParity.Engines;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Html;

/// <summary>What each merge did to the adapter, in a line; a script adds the modules.</summary>
internal static class WeightSummary
{
    private static readonly string[] Headings = ["merge", "modules", "unchanged (mean)", "relative error (worst)", "cosine (worst)", "scale (range)", "worst module"];

    public static void WriteTo(HtmlWriter html, SpecRecord spec)
    {
        if (spec.Weights.Count == 0)
            return;

        html.Open("section", ("class", "weights")).Element("h3", "What the merges left of the adapter").Line();
        html.Element("p", "Unchanged: the share of weights that ΔW meant to change and rounding kept as they were. Relative error and cosine compare the change that is there with the change that was meant.", ("class", "note"));
        html.Open("div", ("class", "scroll")).Open("table", ("class", "summary")).Open("thead").Open("tr");
        foreach (var heading in Headings)
            html.Element("th", heading, ("scope", "col"));
        html.Close("tr").Close("thead").Open("tbody").Line();
        foreach (var merge in spec.Weights.GroupBy(w => w.Variant).DistinctBy(g => Merged(g.Key)))
            Row(html, Merged(merge.Key), [.. merge]);
        html.Close("tbody").Close("table").Close("div").Open("div", ("class", "modules")).Close("div").Close("section").Line();
    }

    private static void Row(HtmlWriter html, string variant, IReadOnlyList<WeightSurvival> modules)
    {
        var worst = modules.MaxBy(m => m.RelativeError)!;
        html.Open("tr").Element("th", variant, ("scope", "row")).Element("td", modules.Count.ToString(CultureInfo.InvariantCulture));
        html.Element("td", Figures.Share(modules.Average(m => m.Unchanged)));
        html.Element("td", Figures.Drift(worst.RelativeError)).Element("td", Fraction(modules.Min(m => m.Cosine)));
        html.Element("td", $"{Fraction(modules.Min(m => m.Scale))} – {Fraction(modules.Max(m => m.Scale))}");
        html.Element("td", worst.Module, ("class", "name")).Close("tr").Line();
    }

    // The dtype that inference runs in, last in a key, changes no weight.
    private static string Merged(string variant) => variant[..variant.LastIndexOf('.')];

    private static string Fraction(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
