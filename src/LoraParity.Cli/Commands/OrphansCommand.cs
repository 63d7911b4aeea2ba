using System.CommandLine;
using LoraParity.Cli.Hosting;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary><c>orphans SPEC…</c>: approved snapshots that belong to no case any more.</summary>
internal sealed class OrphansCommand(CliHost host) : ICliCommand
{
    private readonly SpecArguments _specs = new(host);
    private readonly Option<bool> _remove = new("--remove") { Description = "Delete them." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("orphans", "List approved snapshots whose variant or prompt is gone from the spec.") { _specs.Argument, _remove };
        command.SetAction(List);
        return command;
    }

    private int List(ParseResult result)
    {
        var remove = result.GetValue(_remove);
        var orphans = _specs.Read(result).SelectMany(plan => new SnapshotStore(plan.Snapshots.Directory).Orphans(plan)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var orphan in orphans)
        {
            if (remove)
                Remove(orphan);
            host.Console.Out.WriteLine(remove ? $"removed {host.Show(orphan)}" : host.Show(orphan));
        }

        if (orphans.Count == 0)
            host.Console.Out.WriteLine("Every approved snapshot belongs to a case.");
        return ExitCode.Success;
    }

    private static void Remove(string orphan)
    {
        File.Delete(orphan);
        File.Delete(SnapshotNames.ToRows(orphan));
    }
}
