using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.AddedTokens;

/// <summary>A section of a text: an added token, or a piece for the pre-tokenizer and the model.</summary>
/// <param name="Piece">The text.</param>
/// <param name="Id">The added token's id, or null.</param>
internal readonly record struct TextSection(Piece Piece, int? Id);
