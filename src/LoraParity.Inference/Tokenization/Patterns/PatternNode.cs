using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>A parsed regular expression over code points.</summary>
internal abstract record PatternNode
{
    /// <summary>One code point out of a set.</summary>
    internal sealed record One(CodePointSet Set) : PatternNode;

    /// <summary>Parts one after the other.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first branch that matches.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>A part repeated; <paramref name="Most"/> is -1 where there is no limit.</summary>
    internal sealed record Repeat(PatternNode Part, int Least, int Most, RepeatKind Kind) : PatternNode;

    /// <summary>A part under a .NET group construct: <c>(?&gt;</c>, <c>(?=</c>, <c>(?!</c>, <c>(?&lt;=</c>, <c>(?&lt;!</c>.</summary>
    internal sealed record Group(string Opening, PatternNode Part) : PatternNode;

    /// <summary>The start or end of the text: <c>\A</c> or <c>\z</c>.</summary>
    internal sealed record Anchor(string Text) : PatternNode;

    internal static PatternNode Look(string opening, CodePointSet set) => new Group(opening, new One(set));
}
