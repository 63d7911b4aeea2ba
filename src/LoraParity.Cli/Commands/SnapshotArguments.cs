using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary>The received snapshots on a command line: files, folders and patterns; all under the working directory where none is named.</summary>
internal sealed class SnapshotArguments(CliHost host)
{
    private const string Names = "*" + SnapshotNames.Received;

    /// <summary>The argument.</summary>
    public Argument<string[]> Argument { get; } = new("PATH")
    {
        Description = "Received or approved snapshots, folders of them, or patterns in quotes; the default is the working directory.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The received snapshots that are meant, each once, in order of path.</summary>
    /// <exception cref="InputException">An argument means none.</exception>
    public IReadOnlyList<string> Read(ParseResult result)
    {
        var arguments = result.GetValue(Argument) ?? [];
        var found = arguments.Length == 0 ? Received(host.WorkingDirectory) : arguments.SelectMany(Required);
        return [.. found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private IReadOnlyList<string> Required(string argument)
    {
        var path = host.Resolve(argument);
        var found = Received(ToReceived(path) ?? path);
        return found.Count > 0 ? found : throw new InputException($"No received snapshot is found at '{argument}'; run the spec again to make one, or name another place.");
    }

    private static IReadOnlyList<string> Received(string path) =>
        [.. FilePattern.Expand(path, Names).Select(ToReceived).OfType<string>().Where(File.Exists)];

    private static string? ToReceived(string path) =>
        path.EndsWith(SnapshotNames.Received, StringComparison.Ordinal) ? path
        : path.EndsWith(SnapshotNames.Verified, StringComparison.Ordinal) ? SnapshotNames.ToReceived(path)
        : null;
}
