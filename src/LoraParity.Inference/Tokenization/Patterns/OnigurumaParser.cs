using System.Runtime.CompilerServices;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>
/// Reads a regular expression in Oniguruma's syntax, the one that tokenizer files are written in.
/// <c>^</c> and <c>$</c> are line anchors and classes are Unicode's, as there. Back references, conditions and
/// subexpression calls are refused.
/// </summary>
internal sealed class OnigurumaParser
{
    private readonly PatternText _text;
    private readonly CharacterClassParser _classes;
    private PatternFlags _flags;

    private OnigurumaParser(string pattern)
    {
        _text = new PatternText(pattern);
        _classes = new CharacterClassParser(_text);
    }

    /// <summary>The parsed pattern.</summary>
    /// <exception cref="PatternException">The pattern is malformed or uses what is not known here.</exception>
    internal static PatternNode Parse(string pattern)
    {
        var parser = new OnigurumaParser(pattern);
        var node = parser.Choice();
        if (!parser._text.AtEnd) throw parser._text.Error("an unmatched ')'");
        return node;
    }

    private PatternNode Choice()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw _text.Error("groups nested too deeply");
        var outer = _flags;
        var branches = new List<PatternNode> { Sequence() };
        while (_text.Accept("|")) branches.Add(Sequence());
        _flags = outer;
        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches);
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (!_text.AtEnd && _text.Peek is not ('|' or ')'))
            if (Atom() is { } atom)
                parts.Add(Quantified(atom));
        return new PatternNode.Sequence(parts);
    }

    /// <summary>The next atom, or null where there is none: a comment, an inline flag, blank space under <c>x</c>.</summary>
    private PatternNode? Atom()
    {
        if (_flags.HasFlag(PatternFlags.Extended) && SkipBlank()) return null;
        var c = _text.Next();
        return c.Value switch
        {
            '(' => Group(),
            '[' => One(_classes.Parse()),
            '.' => One(_flags.HasFlag(PatternFlags.DotAll) ? CodePointSet.All : UnicodeSets.Newline.Complement()),
            '^' => LineStart(),
            '$' => LineEnd(),
            '\\' => Escape(),
            '*' or '+' or '?' => throw _text.Error($"a '{c}' with nothing to repeat"),
            _ => One(CodePointSet.Of(c.Value)),
        };
    }

    private bool SkipBlank()
    {
        if (_text.Accept("#"))
        {
            while (!_text.AtEnd && _text.Next().Value != '\n')
            {
            }

            return true;
        }

        return char.IsWhiteSpace(_text.Peek) && _text.Next().Value != 0;
    }

    private PatternNode.One One(CodePointSet set) =>
        new(_flags.HasFlag(PatternFlags.IgnoreCase) ? CaseFolding.Close(set) : set);

    private static PatternNode.Choice LineStart() =>
        new([new PatternNode.Anchor(@"\A"), PatternNode.Look("(?<=", UnicodeSets.Newline)]);

    private static PatternNode.Choice LineEnd() =>
        new([new PatternNode.Anchor(@"\z"), PatternNode.Look("(?=", UnicodeSets.Newline)]);

    private PatternNode? Group()
    {
        if (!_text.Accept("?")) return Closed("(?:");
        foreach (var opening in (ReadOnlySpan<string>)[":", "=", "!", ">", "<=", "<!"])
            if (_text.Accept(opening))
                return Closed("(?" + opening);
        if (_text.Accept("#")) return Comment();
        return _text.Accept("<") ? Named() : Flagged();
    }

    private PatternNode Named()
    {
        while (_text.Next().Value != '>')
        {
        }

        return Closed("(?:");
    }

    private PatternNode? Comment()
    {
        while (_text.Next().Value != ')')
        {
        }

        return null;
    }

    private PatternNode Closed(string opening)
    {
        var part = Choice();
        _text.Expect(')');
        return opening == "(?:" ? part : new PatternNode.Group(opening, part);
    }

    /// <summary><c>(?i:…)</c>, or <c>(?i)</c>, which holds to the end of the enclosing group.</summary>
    private PatternNode? Flagged()
    {
        var outer = _flags;
        var on = true;
        for (var c = _text.Next().Value; c is not (':' or ')'); c = _text.Next().Value)
            if (c == '-') on = false;
            else _flags = on ? _flags | Flag(c) : _flags & ~Flag(c);
        if (_text.Previous == ')') return new PatternNode.Group("(?:", RestOfGroup());
        var part = Closed("(?:");
        _flags = outer;
        return part;
    }

    /// <summary>In Oniguruma <c>a(?i)b|c</c> is <c>a(?i:b|c)</c>.</summary>
    private PatternNode RestOfGroup() => Choice();

    private PatternFlags Flag(int c) => c switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.DotAll,
        'x' => PatternFlags.Extended,
        _ => throw _text.Error($"the unknown option '{char.ConvertFromUtf32(c)}'"),
    };

    private PatternNode Escape()
    {
        if (_classes.Escape() is { } set) return One(set);
        var c = _text.Next();
        return c.Value switch
        {
            'A' => new PatternNode.Anchor(@"\A"),
            'z' => new PatternNode.Anchor(@"\z"),
            'Z' => new PatternNode.Choice([new PatternNode.Anchor(@"\z"), FinalNewline()]),
            'b' => WordBoundary(true),
            'B' => WordBoundary(false),
            'R' => LineBreak(),
            _ => throw _text.Error($"'\\{c}', which is not supported"),
        };
    }

    private static PatternNode.Group FinalNewline() =>
        new("(?=", new PatternNode.Sequence([new PatternNode.One(UnicodeSets.Newline), new PatternNode.Anchor(@"\z")]));

    private static PatternNode.Choice WordBoundary(bool wanted)
    {
        var here = wanted ? "(?!" : "(?=";
        var notHere = wanted ? "(?=" : "(?!";
        return new PatternNode.Choice([
            new PatternNode.Sequence([PatternNode.Look("(?<=", UnicodeSets.Word), PatternNode.Look(here, UnicodeSets.Word)]),
            new PatternNode.Sequence([PatternNode.Look("(?<!", UnicodeSets.Word), PatternNode.Look(notHere, UnicodeSets.Word)]),
        ]);
    }

    private static PatternNode.Group LineBreak() => new("(?>", new PatternNode.Choice([
        new PatternNode.Sequence([new PatternNode.One(CodePointSet.Of('\r')), new PatternNode.One(UnicodeSets.Newline)]),
        new PatternNode.One(CodePointSet.Of("\n\v\f\r\u0085\u2028\u2029")),
    ]));

    private PatternNode Quantified(PatternNode atom)
    {
        while (Quantifier() is var (least, most, interval))
        {
            var kind = Kind(interval && least == most, interval);
            atom = new PatternNode.Repeat(atom, least, most, kind);
        }

        return atom;
    }

    /// <summary>A fixed <c>{n}</c> has no lazy form, and no interval has a possessive one: the sign is a repetition of its own there.</summary>
    private RepeatKind Kind(bool isFixed, bool interval)
    {
        if (!isFixed && _text.Accept("?")) return RepeatKind.Lazy;
        return !interval && _text.Accept("+") ? RepeatKind.Possessive : RepeatKind.Greedy;
    }

    private (int Least, int Most, bool Interval)? Quantifier()
    {
        if (_text.Accept("*")) return (0, -1, false);
        if (_text.Accept("+")) return (1, -1, false);
        if (_text.Accept("?")) return (0, 1, false);
        return _text.AcceptInterval() is var (least, most) ? (least, most, true) : null;
    }
}
