using LoraParity.Diagnostics;

namespace LoraParity.Xunit;

/// <summary>A parity case that fails. The message is the whole report; the stack is one line, the place in the spec.</summary>
public sealed class ParityFailedException : Exception
{
    private readonly string _trace;

    /// <summary>Creates the failure of one case.</summary>
    /// <param name="message">The report: what was measured, what was allowed and what to do.</param>
    /// <param name="name">The case's display name.</param>
    /// <param name="location">Where the spec defines the case, if it is known.</param>
    public ParityFailedException(string message, string name, SourceLocation? location)
        : base(message) => _trace = location is null ? "" : $"   at {name} in {location.File}:line {location.Line}";

    /// <summary>The case's place in the spec, in the form that IDEs turn into a link; the runner's own frames say nothing.</summary>
    public override string StackTrace => _trace;
}
