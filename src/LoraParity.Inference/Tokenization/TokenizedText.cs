namespace LoraParity.Inference.Tokenization;

/// <summary>A text as a tokenizer encodes and decodes it.</summary>
/// <param name="Ids">The ids with the special tokens that the post-processor adds.</param>
/// <param name="IdsNoSpecial">The ids without them.</param>
/// <param name="Decoded">The text of <paramref name="Ids"/> without special tokens.</param>
/// <param name="DecodedKeepSpecial">The text of <paramref name="Ids"/> with them.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, IReadOnlyList<int> IdsNoSpecial, string Decoded, string DecodedKeepSpecial);
