using System.Text.RegularExpressions;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>The patterns of what stands inside tags.</summary>
internal static partial class TagPatterns
{
    /// <summary>One token; the group's name is its kind.</summary>
    [GeneratedRegex("""
        \G(?:
            (?<Float>\d+(?:_\d+)*(?:\.\d+(?:_\d+)*(?:[eE][+-]?\d+)?|[eE][+-]?\d+))
          | (?<Integer>\d+(?:_\d+)*)
          | (?<Name>[\p{L}_][\w]*)
          | (?<String>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
          | (?<Operator>\*\*|//|==|!=|<=|>=|[-+*/%~<>=|.,:()\[\]{};])
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    internal static partial Regex Token();

    /// <summary>The start of a raw block; the group is the sign in its end.</summary>
    [GeneratedRegex(@"\G\{%[-+]?\s*raw\s*([-+]?)%\}", RegexOptions.CultureInvariant)]
    internal static partial Regex RawStart();

    /// <summary>The end of a raw block; the groups are the signs in its start and end.</summary>
    [GeneratedRegex(@"\{%([-+]?)\s*endraw\s*([-+]?)%\}", RegexOptions.CultureInvariant)]
    internal static partial Regex RawEnd();
}
