namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>A regular expression that cannot be used; the message is a sentence without its full stop.</summary>
internal sealed class PatternException(string message) : Exception(message);
