using System.CommandLine;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary><c>accept [PATH…]</c>: received snapshots become the approved ones.</summary>
internal sealed class AcceptCommand(CliHost host) : ICliCommand
{
    private readonly SnapshotSelection _snapshots = new(host);
    private readonly Option<bool> _force = new("--force") { Description = "Approve on a build server too." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("accept", "Approve received snapshots.") { _force };
        _snapshots.AddTo(command);
        command.SetAction(Accept);
        return command;
    }

    private int Accept(ParseResult result)
    {
        var received = _snapshots.Read(result);
        foreach (var path in received)
        {
            var store = new SnapshotStore(Path.GetDirectoryName(path)!, host.InContinuousIntegration && !result.GetValue(_force));
            store.Accept(path);
            host.Console.Out.WriteLine($"approved {host.Show(SnapshotNames.ToVerified(path))}", Tone.Good);
        }

        if (received.Count == 0)
            host.Console.Out.WriteLine(_snapshots.WhyNone(result));
        return ExitCode.Success;
    }
}
