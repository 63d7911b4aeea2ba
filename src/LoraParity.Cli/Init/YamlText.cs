using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoraParity.Cli.Init;

/// <summary>Text as YAML takes it.</summary>
internal static partial class YamlText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In quotes: a JSON string is a YAML string.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Readable);

    /// <summary>As it is where it can be nothing but text, else in quotes.</summary>
    public static string Path(string text) => Plain().IsMatch(text) ? text : Quote(text);

    [GeneratedRegex(@"\A[./]*[A-Za-z_][\w./@-]*/[\w./@-]+\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Plain();
}
