namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>Something that can be found in a text.</summary>
internal interface ITextPattern
{
    /// <summary>Appends the matches in order, not overlapping, as start and end in UTF-16 units.</summary>
    void Find(ReadOnlySpan<char> text, List<TextRange> matches);
}
