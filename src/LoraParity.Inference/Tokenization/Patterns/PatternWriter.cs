using System.Globalization;
using System.Text;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Writes a parsed pattern as a .NET regular expression over a <see cref="PatternAlphabet"/>.</summary>
internal sealed class PatternWriter
{
    private readonly StringBuilder _output = new();
    private readonly PatternAlphabet _alphabet;

    private PatternWriter(PatternAlphabet alphabet) => _alphabet = alphabet;

    internal static string Write(PatternNode node, PatternAlphabet alphabet)
    {
        var writer = new PatternWriter(alphabet);
        writer.Write(node);
        return writer._output.ToString();
    }

    /// <summary>All sets that occur in a pattern.</summary>
    internal static IEnumerable<CodePointSet> Sets(PatternNode node) => node switch
    {
        PatternNode.One one => [one.Set],
        PatternNode.Sequence sequence => sequence.Parts.SelectMany(Sets),
        PatternNode.Choice choice => choice.Branches.SelectMany(Sets),
        PatternNode.Repeat repeat => Sets(repeat.Part),
        PatternNode.Group group => Sets(group.Part),
        _ => [],
    };

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one: Write(one.Set); break;
            case PatternNode.Sequence sequence: WriteAll("(?:", sequence.Parts, ""); break;
            case PatternNode.Choice choice: WriteAll("(?:", choice.Branches, "|"); break;
            case PatternNode.Group group: WriteAll(group.Opening, [group.Part], ""); break;
            case PatternNode.Repeat repeat: Write(repeat); break;
            case PatternNode.Anchor anchor: _output.Append(anchor.Text); break;
        }
    }

    private void WriteAll(string opening, IReadOnlyList<PatternNode> parts, string separator)
    {
        _output.Append(opening);
        for (var index = 0; index < parts.Count; index++)
        {
            if (index > 0) _output.Append(separator);
            Write(parts[index]);
        }

        _output.Append(')');
    }

    private void Write(PatternNode.Repeat repeat)
    {
        _output.Append(repeat.Kind == RepeatKind.Possessive ? "(?>" : "(?:");
        Write(repeat.Part);
        _output.Append(CultureInfo.InvariantCulture, $"{{{repeat.Least},{(repeat.Most < 0 ? "" : repeat.Most)}}}");
        _output.Append(repeat.Kind == RepeatKind.Lazy ? "?)" : ")");
    }

    private void Write(CodePointSet set)
    {
        var letters = _alphabet.Letters(set).ToList();
        if (letters.Count == 0)
        {
            _output.Append("(?!)");
            return;
        }

        if (letters.Count > 1) _output.Append('[');
        foreach (var letter in letters) _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        if (letters.Count > 1) _output.Append(']');
    }
}
