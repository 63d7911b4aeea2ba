using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Reporting.Review;
using LoraParity.Reporting.Text;
using LoraParity.Snapshots;

namespace LoraParity.Reporting.Html;

/// <summary>The page on which received snapshots are accepted or rejected, served by the tool on this machine alone.</summary>
public static class ReviewPage
{
    private const int MostRows = 200;

    /// <summary>The page's HTML.</summary>
    /// <param name="items">All received snapshots.</param>
    /// <param name="token">What the page has to send along with each decision.</param>
    public static string Render(IReadOnlyList<ReviewItem> items, string token)
    {
        var html = new HtmlWriter();
        html.Open("header").Element("p", "LoraParity review", ("class", "product"));
        html.Open("h1", ("id", "count"), ("aria-live", "polite")).Text(Count(items.Count)).Close("h1").Close("header").Line();
        html.Open("main", ("class", "review")).Line().Open("nav", ("class", "pending"), ("aria-label", "snapshots")).Open("ol");
        for (var i = 0; i < items.Count; i++)
            html.Open("li").Element("a", items[i].Name, ("href", $"#i{Number(i)}")).Element("span", "waits", ("class", "state")).Close("li");
        html.Close("ol").Close("nav").Line().Open("div", ("class", "items")).Line();
        for (var i = 0; i < items.Count; i++)
            Item(html, items[i], i);
        html.Close("div").Close("main").Line();
        html.Open("footer").Element("p", "Keys: a accepts, r rejects, s skips, j and k go on and back.").Close("footer").Line();
        html.Open("script", ("type", "application/json"), ("id", "session")).Raw(JsonSerializer.Serialize(new { token }, Json)).Close("script").Line();
        return new HtmlPage("LoraParity review", "page.js", "review.js") { Styles = ["report.css", "review.css"] }.Render(html, "'self'");
    }

    private static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.Default };

    private static string Count(int items) => items == 1 ? "1 snapshot waits for approval" : $"{Number(items)} snapshots wait for approval";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Item(HtmlWriter html, ReviewItem item, int index)
    {
        html.Open("article", ("class", "item"), ("id", $"i{Number(index)}"), ("tabindex", "-1")).Line();
        html.Open("h2").Element("span", item.Approved is null ? "new" : "changed", ("class", "badge")).Text(" ").Text(item.Name).Close("h2").Line();
        foreach (var sentence in item.Summary)
            html.Element("p", sentence, ("class", "summary-line")).Line();
        Decision(html);
        Texts(html, item);
        Numbers(html, item.Change);
        Diff(html, item.Diff());
        html.Close("article").Line();
    }

    private static void Decision(HtmlWriter html)
    {
        html.Open("div", ("class", "decision"));
        foreach (var (action, label) in new[] { ("accept", "Accept"), ("reject", "Reject"), ("skip", "Skip") })
            html.Element("button", label, ("type", "button"), ("data-action", action));
        html.Open("p", ("class", "answer"), ("role", "status")).Close("p").Close("div").Line();
    }

    private static void Texts(HtmlWriter html, ReviewItem item)
    {
        html.Open("div", ("class", "texts")).Line();
        if (item.Approved is { } approved)
            Text(html, "Approved", approved);
        Text(html, "Received", item.Received);
        html.Close("div").Line();
    }

    private static void Text(HtmlWriter html, string title, Snapshot snapshot)
    {
        var tokens = string.Join(' ', snapshot.Tokens.Select(Number));
        html.Open("div").Element("h3", title).Element("pre", snapshot.Text ?? tokens, ("class", "message")).Close("div").Line();
    }

    private static void Numbers(HtmlWriter html, SnapshotChange? change)
    {
        var rows = change?.Changed.Take(MostRows).ToList() ?? [];
        if (rows.Count == 0)
            return;

        html.Open("details").Element("summary", "Numbers").Open("div", ("class", "scroll")).Open("table", ("class", "numbers")).Open("thead").Open("tr");
        foreach (var heading in new[] { "position", "largest change", "of token", "KL", "most likely" })
            html.Element("th", heading, ("scope", "col"));
        html.Close("tr").Close("thead").Open("tbody").Line();
        foreach (var row in rows)
        {
            html.Open("tr").Element("th", Number(row.Position), ("scope", "row")).Element("td", Figures.Drift(row.MaxAbs)).Element("td", Number(row.Token));
            html.Element("td", Figures.Drift(row.Kl));
            html.Element("td", row.ApprovedTop == row.ReceivedTop ? Number(row.ApprovedTop) : $"{Number(row.ApprovedTop)} → {Number(row.ReceivedTop)}").Close("tr").Line();
        }

        html.Close("tbody").Close("table").Close("div").Close("details").Line();
    }

    private static void Diff(HtmlWriter html, IReadOnlyList<DiffLine> lines)
    {
        html.Open("details").Element("summary", "Text difference").Open("pre", ("class", "diff"), ("tabindex", "0"));
        foreach (var line in lines)
            html.Element("span", line.ToString(), ("class", line.Kind.ToString().ToLowerInvariant())).Line();
        html.Close("pre").Close("details").Line();
    }
}
