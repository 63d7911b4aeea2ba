using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Html;

/// <summary>What the page's scripts read: the results, and the heat map under each figure.</summary>
internal static class ReportData
{
    // This encoder leaves nothing but ASCII and escapes <, >, & and quotes, so that no text can end the element it stands in.
    private static readonly JsonSerializerOptions Json = new(ResultsJson.Options) { Encoder = JavaScriptEncoder.Default };

    public static void WriteTo(HtmlWriter html, ResultsDocument document)
    {
        Write(html, "results", document);
        Write(html, "heat", document.Specs.Select(Figures));
    }

    private static object Figures(SpecRecord spec) => HeatMetric.All
        .Where(metric => spec.Cases.Any(c => metric.Value(c) is not null))
        .Select(metric => new
        {
            metric.Id,
            metric.Title,
            metric.Explanation,
            First = metric == HeatMetric.Default(spec),
            Cells = Cells(spec, new HeatScale(metric, spec.Cases)),
        });

    private static IEnumerable<HeatCell?> Cells(SpecRecord spec, HeatScale scale) =>
        spec.Cases.Select(c => c.Variant == spec.Reference ? null : scale.Cell(c));

    private static void Write(HtmlWriter html, string id, object data) =>
        html.Open("script", ("type", "application/json"), ("id", id)).Raw(JsonSerializer.Serialize(data, Json)).Close("script").Line();
}
