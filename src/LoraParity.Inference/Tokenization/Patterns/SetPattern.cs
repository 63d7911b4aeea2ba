using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Finds each single code point of a set.</summary>
internal sealed class SetPattern(CodePointSet set) : ITextPattern
{
    private readonly bool[] _basic = Table(set);

    /// <summary>White space.</summary>
    internal static SetPattern Space { get; } = new(UnicodeSets.Space);

    public void Find(ReadOnlySpan<char> text, List<TextRange> matches)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var isPair = char.IsHighSurrogate(text[start]) && start + 1 < text.Length;
            var isMember = isPair ? set.Contains(char.ConvertToUtf32(text[start], text[start + 1])) : _basic[text[start]];
            var end = start + (isPair ? 2 : 1);
            if (isMember) matches.Add(new TextRange(start, end));
            start = end - 1;
        }
    }

    private static bool[] Table(CodePointSet set)
    {
        var table = new bool[0x10000];
        for (var index = 0; index < set.Bounds.Length && set.Bounds[index] < table.Length; index += 2)
            table.AsSpan(set.Bounds[index]..Math.Min(set.Bounds[index + 1], table.Length)).Fill(true);
        return table;
    }
}
