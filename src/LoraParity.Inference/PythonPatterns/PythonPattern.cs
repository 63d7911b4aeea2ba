using System.Text.RegularExpressions;

namespace LoraParity.Inference.PythonPatterns;

/// <summary>A regular expression of Python's <c>re</c>, as adapter_config.json holds them.</summary>
internal sealed class PythonPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Regex _full;
    private readonly Regex _start;

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">As written for Python.</param>
    /// <exception cref="PythonPatternException">Python would refuse it, or it uses what has no equivalent.</exception>
    public PythonPattern(string pattern)
    {
        var translated = PythonPatternTranslator.Translate(pattern);
        _full = Compile($@"\A(?:{translated})\z");
        _start = Compile($@"\A(?:{translated})");
    }

    /// <summary><c>re.fullmatch</c>.</summary>
    /// <exception cref="PythonPatternException">It takes too long.</exception>
    public bool MatchesAll(string text) => Match(_full, text).Success;

    /// <summary><c>re.match</c>: anchored at the start only.</summary>
    /// <exception cref="PythonPatternException">It takes too long.</exception>
    public Match MatchStart(string text) => Match(_start, text);

    private static Match Match(Regex regex, string text)
    {
        try
        {
            return regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new PythonPatternException($"takes more than {Patience.TotalSeconds} s on '{text}'");
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (RegexParseException exception)
        {
            throw new PythonPatternException($"is not a valid regular expression ({exception.Error})");
        }
    }
}
