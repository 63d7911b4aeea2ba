namespace LoraParity.Diagnostics;

/// <summary>One thing wrong with the user's input: what, which value, where, what to do.</summary>
/// <param name="Message">One sentence, ending with a full stop.</param>
/// <param name="Location">Where it was read, if it came from a text file.</param>
public sealed record Diagnostic(string Message, SourceLocation? Location = null)
{
    /// <summary>The sentence, preceded by its place where it has one.</summary>
    public override string ToString() => Location is null ? Message : $"{Location}: {Message}";
}
