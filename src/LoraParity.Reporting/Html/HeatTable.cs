using System.Globalization;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Html;

/// <summary>The matrix: a row a variant, a column a prompt, each cell a link to its case. Shows the first figure; a script switches.</summary>
internal sealed class HeatTable(SpecRecord spec, int specIndex)
{
    private readonly Dictionary<(string, string), int> _cases =
        Enumerable.Range(0, spec.Cases.Count).ToDictionary(i => (spec.Cases[i].Variant, spec.Cases[i].Prompt));

    private readonly HeatScale _scale = new(HeatMetric.Default(spec), spec.Cases);

    /// <summary>Id of the case's detail on the page.</summary>
    public static string Anchor(int spec, int @case) => string.Create(CultureInfo.InvariantCulture, $"s{spec}-c{@case}");

    public void WriteTo(HtmlWriter html)
    {
        html.Open("p", ("class", "matrix-note")).Text("A row is a variant, a column a prompt, and a cell shows ")
            .Element("span", HeatMetric.Default(spec).Title, ("class", "metric-name")).Text(" against ")
            .Element("code", spec.Reference).Text(".").Close("p").Line();
        html.Open("div", ("class", "scroll"), ("tabindex", "-1")).Open("table", ("class", "heat"), ("aria-label", $"drift of {spec.Name}")).Line();
        html.Open("thead").Open("tr").Element("th", "variant", ("scope", "col"), ("class", "corner"));
        foreach (var prompt in spec.Prompts)
            html.Open("th", ("scope", "col"), ("title", prompt.Id)).Element("span", prompt.Id).Close("th");
        html.Close("tr").Close("thead").Line().Open("tbody").Line();
        foreach (var variant in spec.Variants.Where(v => spec.Prompts.Any(p => _cases.ContainsKey((v.Key, p.Id)))))
            Row(html, variant);
        html.Close("tbody").Close("table").Close("div").Line();
    }

    private void Row(HtmlWriter html, VariantRecord variant)
    {
        html.Open("tr", ("class", variant.Application.ToString().ToLowerInvariant())).Element("th", variant.Key, ("scope", "row"));
        foreach (var prompt in spec.Prompts)
        {
            if (_cases.TryGetValue((variant.Key, prompt.Id), out var index))
                Cell(html, index);
            else
                html.Element("td", Figures.Nothing, ("class", "absent"), ("title", "not run"));
        }

        html.Close("tr").Line();
    }

    private void Cell(HtmlWriter html, int index)
    {
        var record = spec.Cases[index];
        var cell = Figure(record);
        var state = CaseState.Of(spec, record);
        html.Open("td", ("class", $"cell {state.Class} {cell.Level}"), ("data-case", index.ToString(CultureInfo.InvariantCulture)));
        html.Open("a", ("href", $"#{Anchor(specIndex, index)}"), ("title", $"{record.Variant}, {record.Prompt}: {state.Word}; {cell.Title}"));
        html.Element("span", state.Mark, ("class", "mark"), ("aria-label", state.Word)).Element("span", cell.Text, ("class", "figure"));
        html.Close("a").Close("td");
    }

    private HeatCell Figure(CaseRecord record) =>
        record.Variant == spec.Reference ? new HeatCell("reference", "none", "all others are compared with it") : _scale.Cell(record);
}
