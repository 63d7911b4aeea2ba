using System.Security.Cryptography;
using System.Text;

namespace LoraParity.Reporting.Html;

/// <summary>A page in one file: its style and script stand inside, and its policy allows nothing else, from nowhere.</summary>
/// <param name="title">The page's title.</param>
/// <param name="scripts">Names of the scripts among the assets, in order.</param>
internal sealed class HtmlPage(string title, params string[] scripts)
{
    /// <summary>Names of the styles among the assets, in order.</summary>
    public IReadOnlyList<string> Styles { get; init; } = ["report.css"];

    /// <summary>The page around a body.</summary>
    /// <param name="body">The body's content; data for the scripts included.</param>
    /// <param name="connect">Where scripts may send requests to.</param>
    public string Render(HtmlWriter body, string connect = "'none'")
    {
        var style = string.Join('\n', Styles.Select(Asset));
        var script = $"(() => {{\n\"use strict\";\n{string.Join('\n', scripts.Select(Asset))}\n}})();\n";
        var page = new HtmlWriter().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line();
        page.Open("head").Line().Raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(style, script, connect))).Line();
        page.Raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Element("title", title).Line().Open("style").Raw(style).Close("style").Line().Close("head").Line();
        page.Open("body").Line().Raw(body.ToString()).Open("script").Raw(script).Close("script").Line();
        return page.Close("body").Line().Close("html").Line().ToString();
    }

    private static string Policy(string style, string script, string connect) =>
        $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(script)}; connect-src {connect}; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"LoraParity.Reporting.Html.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset '{name}' is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
