using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Reads bracketed character classes and the escapes that stand for one code point or a set of them.</summary>
internal sealed class CharacterClassParser(PatternText text)
{
    /// <summary>The class whose opening bracket was just read.</summary>
    internal CodePointSet Parse()
    {
        var negated = text.Accept("^");
        var set = CodePointSet.Empty;
        CodePointSet? left = null;
        // A bracket in first place is a literal.
        for (var first = true; first || text.Peek != ']'; first = false)
        {
            if (text.Accept("&&")) (left, set) = (left?.Intersect(set) ?? set, CodePointSet.Empty);
            else set = set.Union(Item());
        }

        text.Expect(']');
        set = left?.Intersect(set) ?? set;
        return negated ? set.Complement() : set;
    }

    /// <summary>
    /// The set of the escape whose backslash was just read, or null where it is none (an anchor, say);
    /// the letter is then still to be read.
    /// </summary>
    internal CodePointSet? Escape()
    {
        var c = text.Next();
        switch (c.Value)
        {
            case 's': return UnicodeSets.Space;
            case 'S': return UnicodeSets.Space.Complement();
            case 'd': return UnicodeSets.Digit;
            case 'D': return UnicodeSets.Digit.Complement();
            case 'w': return UnicodeSets.Word;
            case 'W': return UnicodeSets.Word.Complement();
            case 'h': return UnicodeSets.HexDigit;
            case 'H': return UnicodeSets.HexDigit.Complement();
            case 'p': return Property(false);
            case 'P': return Property(true);
        }

        if (Literal(c.Value) is { } codePoint) return CodePointSet.Of(codePoint);
        text.StepBack(c.Utf16SequenceLength);
        return null;
    }

    private CodePointSet Item()
    {
        if (text.Accept("[:")) return Posix();
        if (text.Accept("[")) return Parse();
        var low = Member();
        if (low.Single is not { } first || text.Peek != '-') return low.Set;
        text.Expect('-');
        // A hyphen before the closing bracket is a literal.
        if (text.Peek == ']') return low.Set.Union(CodePointSet.Of('-'));
        var high = Member();
        if (high.Single is not { } last) return low.Set.Union(CodePointSet.Of('-')).Union(high.Set);
        return first <= last ? CodePointSet.Range(first, last) : throw text.Error("a range that runs backwards");
    }

    private (CodePointSet Set, int? Single) Member()
    {
        var c = text.Next().Value;
        if (c != '\\') return (CodePointSet.Of(c), c);
        if (text.Accept("b")) return (CodePointSet.Of('\b'), '\b');
        var set = Escape() ?? throw text.Error($"'\\{text.Peek}', which is not supported in a class,");
        var bounds = set.Bounds;
        return (set, bounds.Length == 2 && bounds[1] == bounds[0] + 1 ? bounds[0] : null);
    }

    private int? Literal(int c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'f' => '\f',
        'v' => '\v',
        'a' => '\a',
        'e' => 0x1b,
        '0' => 0,
        'x' => text.Accept("{") ? Braced() : text.Hex(2),
        'u' => text.Hex(4),
        _ when c > 0x7f || !char.IsAsciiLetterOrDigit((char)c) => c,
        _ => null,
    };

    private int Braced()
    {
        var codePoint = text.Hex(6);
        text.Expect('}');
        return codePoint < CodePointSet.Limit ? codePoint : throw text.Error("a number that is no code point");
    }

    private CodePointSet Property(bool negated)
    {
        var name = text.Accept("{") ? text.Until('}') : text.Next().ToString();
        if (name.StartsWith('^')) (name, negated) = (name[1..], !negated);
        var set = UnicodeSets.Named(name) ?? throw text.Error($"the unknown property '{name}'");
        return negated ? set.Complement() : set;
    }

    private CodePointSet Posix()
    {
        var negated = text.Accept("^");
        var name = text.Until(':');
        text.Expect(']');
        var set = UnicodeSets.Named(name) ?? throw text.Error($"the unknown class '[:{name}:]'");
        return negated ? set.Complement() : set;
    }
}
