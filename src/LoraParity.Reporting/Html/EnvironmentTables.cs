using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Html;

/// <summary>What ran where, on which files.</summary>
internal static class EnvironmentTables
{
    public static void WriteTo(HtmlWriter html, SpecRecord spec)
    {
        html.Open("details", ("class", "environment")).Element("summary", "Environment and fingerprints").Line();
        html.Open("div", ("class", "pair"));
        Table(html, "Run", Run(spec));
        Table(html, "Environment", spec.Environment.Select(p => (p.Key, p.Value)));
        Table(html, "SHA-256", spec.Fingerprints.Select(p => (p.Key, p.Value)).Append(("spec", spec.SpecSha256)));
        html.Close("div").Close("details").Line();
    }

    private static IEnumerable<(string, string)> Run(SpecRecord spec) =>
    [
        ("spec", spec.Spec),
        ("base", spec.Base),
        .. spec.Adapters.Select(a => ("adapter", a.Weight == 1 ? a.Path : FormattableString.Invariant($"{a.Path} × {a.Weight}"))),
        .. spec.Checkpoints.Select(c => ($"checkpoint {c.Name}", c.Path)),
        ("engine", spec.Engine),
        ("device family", spec.DeviceFamily),
        ("reference", spec.Reference),
        ("decode", spec.Decode.ToString().ToLowerInvariant()),
        .. (spec.Timings?.Stages ?? new Dictionary<string, double>()).Select(s => (s.Key, FormattableString.Invariant($"{s.Value:0.00} s"))),
        .. spec.Timings is { PeakBytes: > 0 } timings ? [("peak memory", FormattableString.Invariant($"{timings.PeakBytes / 1048576.0:0} MiB"))] : Array.Empty<(string, string)>(),
    ];

    private static void Table(HtmlWriter html, string title, IEnumerable<(string Name, string Value)> rows)
    {
        html.Open("div", ("class", "scroll")).Open("table", ("class", "facts")).Element("caption", title).Open("tbody");
        foreach (var (name, value) in rows)
            html.Open("tr").Element("th", name, ("scope", "row")).Element("td", value).Close("tr");
        html.Close("tbody").Close("table").Close("div").Line();
    }
}
