using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Rendering;
using LoraParity.Inference.Auditing;
using LoraParity.Inference.Hub;
using LoraParity.Plans;

namespace LoraParity.Cli.Commands;

/// <summary><c>audit BASE ADAPTER [MERGED]</c>: what an adapter does to the weights and what a merge leaves of it, without running the model.</summary>
internal sealed class AuditCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _base = new("BASE") { Description = "The base model's folder or hub id." };
    private readonly Argument<string> _adapter = new("ADAPTER") { Description = "The adapter's folder or hub id." };
    private readonly Argument<string?> _merged = new("MERGED") { Description = "A merged checkpoint that somebody made of the two.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("audit", "Compare weights: the scaling of every module in each serving engine, what survives a merge, and how a merged checkpoint was made.")
        {
            _base, _adapter, _merged, _json,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Audit(result, cancellationToken)));
        return command;
    }

    private int Audit(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new AuditOptions
        {
            BasePath = ModelFolder.Find(host, result.GetValue(_base)!, HubContent.Checkpoint, cancellationToken),
            Adapter = new AdapterSource(ModelFolder.Find(host, result.GetValue(_adapter)!, HubContent.Adapter, cancellationToken)),
            MergedPath = result.GetValue(_merged) is { } merged ? host.Resolve(merged) : null,
        };
        AuditReport? report = null;
        host.Console.Progress().Run("audit", progress => report = WeightAuditor.Run(options, progress, cancellationToken));
        if (result.GetValue(_json))
            AuditRendering.WriteJson(host.Console.OutWriter, report!);
        else
            AuditRendering.WriteText(host.Console.Out, report!);
        return report!.IsExplained ? ExitCode.Success : ExitCode.Drift;
    }
}
