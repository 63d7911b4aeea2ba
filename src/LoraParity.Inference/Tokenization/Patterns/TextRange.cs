namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it starts, in UTF-16 units.</param>
/// <param name="End">Where it ends, excluded.</param>
internal readonly record struct TextRange(int Start, int End);
