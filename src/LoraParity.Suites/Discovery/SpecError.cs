namespace LoraParity.Suites.Discovery;

/// <summary>Something wrong that discovery found: it becomes a failing test.</summary>
/// <param name="Name">The test's display name.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Spec">The file, or null where the globs are at fault.</param>
/// <param name="Line">The line in the file, counted from 1.</param>
/// <param name="Column">The column in the line, counted from 1.</param>
internal sealed record SpecError(string Name, string Message, SpecFile? Spec = null, int Line = 1, int Column = 1)
{
    /// <summary>Whether the file by itself is wrong, so that correcting it is enough.</summary>
    public bool IsOfFile { get; init; }
}
