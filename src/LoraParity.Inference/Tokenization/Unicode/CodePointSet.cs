namespace LoraParity.Inference.Tokenization.Unicode;

/// <summary>An immutable set of Unicode code points, kept as an inversion list: members lie in [b0, b1), [b2, b3), …</summary>
internal sealed class CodePointSet
{
    /// <summary>One past the last code point.</summary>
    internal const int Limit = 0x110000;

    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    internal static CodePointSet Empty { get; } = new([]);

    internal static CodePointSet All { get; } = new([0, Limit]);

    /// <summary>The ends of the ranges, ascending: even places open a range, odd ones close it (exclusive).</summary>
    internal ReadOnlySpan<int> Bounds => _bounds;

    internal bool IsEmpty => _bounds.Length == 0;

    internal static CodePointSet Of(int codePoint) => new([codePoint, codePoint + 1]);

    /// <summary>The set of one range, both ends included.</summary>
    internal static CodePointSet Range(int first, int last) => new([first, last + 1]);

    internal static CodePointSet Of(ReadOnlySpan<char> characters)
    {
        var set = Empty;
        foreach (var rune in characters.EnumerateRunes())
            set = set.Union(Of(rune.Value));
        return set;
    }

    /// <summary>The set of an inversion list: ascending, of even length.</summary>
    internal static CodePointSet FromBounds(int[] bounds) => new(bounds);

    internal bool Contains(int codePoint)
    {
        var index = Array.BinarySearch(_bounds, codePoint);
        return index >= 0 ? index % 2 == 0 : ~index % 2 == 1;
    }

    internal CodePointSet Union(CodePointSet other) => Combine(other, (left, right) => left || right);

    internal CodePointSet Intersect(CodePointSet other) => Combine(other, (left, right) => left && right);

    internal CodePointSet Complement() => Combine(All, (left, right) => right && !left);

    private CodePointSet Combine(CodePointSet other, Func<bool, bool, bool> isMember)
    {
        var bounds = new List<int>();
        int left = 0, right = 0;
        while (left < _bounds.Length || right < other._bounds.Length)
        {
            var next = Math.Min(At(_bounds, left), At(other._bounds, right));
            if (At(_bounds, left) == next) left++;
            if (At(other._bounds, right) == next) right++;
            if (isMember(left % 2 == 1, right % 2 == 1) != (bounds.Count % 2 == 1)) bounds.Add(next);
        }

        return new CodePointSet([.. bounds]);
    }

    private static int At(int[] bounds, int index) => index < bounds.Length ? bounds[index] : int.MaxValue;
}
