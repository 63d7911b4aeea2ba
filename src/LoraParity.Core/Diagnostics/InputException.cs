namespace LoraParity.Diagnostics;

/// <summary>The user's input cannot be used. Raised only at the edges (exit code 2 of the tool, a failing test).</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from everything that is wrong.</summary>
    /// <param name="diagnostics">At least one diagnostic.</param>
    public InputException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Creates the exception from one sentence.</summary>
    /// <param name="message">What, which value, where, what to do.</param>
    /// <param name="location">Where it was read.</param>
    public InputException(string message, SourceLocation? location = null)
        : this([new Diagnostic(message, location)])
    {
    }

    /// <summary>Everything that is wrong, in order of place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
