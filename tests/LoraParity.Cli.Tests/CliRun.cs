namespace LoraParity.Cli.Tests;

/// <summary>What one command line gave.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public IReadOnlyList<string> OutLines => Lines(Out);

    public IReadOnlyList<string> ErrorLines => Lines(Error);

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
}
