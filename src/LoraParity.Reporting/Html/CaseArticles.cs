using System.Globalization;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Html;

/// <summary>The detail of each case: verdict, message and bounds. A script adds tokens and curves, and shows one at a time.</summary>
internal sealed class CaseArticles(SpecRecord spec, int specIndex)
{
    public void WriteTo(HtmlWriter html)
    {
        html.Open("div", ("class", "cases")).Line();
        for (var i = 0; i < spec.Cases.Count; i++)
            Article(html, i);
        html.Close("div").Line();
    }

    private void Article(HtmlWriter html, int index)
    {
        var record = spec.Cases[index];
        var state = CaseState.Of(spec, record);
        var id = HeatTable.Anchor(specIndex, index);
        html.Open("article", ("id", id), ("class", $"case {state.Class}"), ("data-case", index.ToString(CultureInfo.InvariantCulture)), ("tabindex", "-1"));
        html.Open("h3").Element("span", $"{state.Mark} {state.Word}", ("class", "badge")).Text(" ")
            .Element("code", record.Variant).Text(" on ").Element("code", record.Prompt).Close("h3").Line();
        if (record.Reason is { } reason)
            html.Open("p", ("class", "reason")).Text($"The spec says: {reason}").Close("p").Line();
        html.Element("pre", record.Message, ("class", "message"), ("tabindex", "0")).Line();
        Checks(html, record.Checks);
        Snapshot(html, record);
        html.Close("article").Line();
    }

    private static void Checks(HtmlWriter html, IReadOnlyList<BoundCheck> checks)
    {
        if (checks.Count == 0)
            return;

        html.Open("div", ("class", "scroll")).Open("table", ("class", "checks")).Open("thead").Open("tr");
        foreach (var heading in new[] { "bound", "measured", "allowed", "smallest that passes", "" })
            html.Element("th", heading, ("scope", "col"));
        html.Close("tr").Close("thead").Open("tbody");
        foreach (var check in checks)
        {
            html.Open("tr", ("class", check.Within ? "pass" : "fail")).Element("th", check.Bound, ("scope", "row"));
            html.Element("td", Number(check.Measured)).Element("td", Number(check.Allowed)).Element("td", check.Within ? "" : Number(check.Smallest));
            html.Element("td", check.Within ? "✓ holds" : "✗ exceeded").Close("tr");
        }

        html.Close("tbody").Close("table").Close("div").Line();
    }

    private static void Snapshot(HtmlWriter html, CaseRecord record)
    {
        if ((record.Received ?? record.Verified) is not { } path)
            return;

        html.Open("p", ("class", "snapshot")).Text(record.Received is null ? "Approved snapshot: " : "Received, not approved: ");
        html.Element("code", path).Close("p").Line();
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e9 ? "#,0" : "G4", CultureInfo.InvariantCulture);
}
