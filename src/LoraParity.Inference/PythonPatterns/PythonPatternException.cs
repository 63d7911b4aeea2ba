namespace LoraParity.Inference.PythonPatterns;

/// <summary>A regular expression that Python's <c>re</c> would not take, or that cannot be carried over.</summary>
/// <param name="reason">The reason, as the end of a sentence without its full stop.</param>
internal sealed class PythonPatternException(string reason) : Exception(reason);
