using System.CommandLine;
using LoraParity.Cli.Hosting;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary><c>reject [PATH…]</c>: received snapshots are thrown away; the approved ones stay.</summary>
internal sealed class RejectCommand(CliHost host) : ICliCommand
{
    private readonly SnapshotSelection _snapshots = new(host);

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("reject", "Throw received snapshots away and keep the approved ones.");
        _snapshots.AddTo(command);
        command.SetAction(Reject);
        return command;
    }

    private int Reject(ParseResult result)
    {
        var received = _snapshots.Read(result);
        foreach (var path in received)
        {
            new SnapshotStore(Path.GetDirectoryName(path)!, host.InContinuousIntegration).Reject(path);
            host.Console.Out.WriteLine($"rejected {host.Show(path)}");
        }

        if (received.Count == 0)
            host.Console.Out.WriteLine(_snapshots.WhyNone(result));
        return ExitCode.Success;
    }
}
