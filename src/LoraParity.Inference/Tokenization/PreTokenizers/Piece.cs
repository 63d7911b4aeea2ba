namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>A part of the text on its way to the model.</summary>
/// <param name="Source">The string that it is a part of.</param>
/// <param name="Start">Where it starts in <paramref name="Source"/>.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="AtTextStart">Whether it starts where the encoded text starts; <c>prepend_scheme: first</c> asks for it.</param>
internal readonly record struct Piece(string Source, int Start, int Length, bool AtTextStart)
{
    internal ReadOnlySpan<char> Text => Source.AsSpan(Start, Length);

    /// <summary>A piece that is a whole string.</summary>
    internal static Piece Whole(string text, bool atTextStart) => new(text, 0, text.Length, atTextStart);

    /// <summary>A part of this piece.</summary>
    internal Piece Slice(int start, int end) => new(Source, Start + start, end - start, AtTextStart && start == 0);
}
