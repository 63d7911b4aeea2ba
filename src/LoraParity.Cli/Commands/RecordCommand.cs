using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Recording;
using LoraParity.Cli.Terminal;
using LoraParity.Engines;
using LoraParity.Plans;

namespace LoraParity.Cli.Commands;

/// <summary><c>record SPEC --out FILE</c>: every variant's logits and tokens as one safetensors file, without judging them.</summary>
internal sealed class RecordCommand(CliHost host) : ICliCommand
{
    private readonly SpecArguments _specs = new(host);
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<bool> _hidden = new("--hidden") { Description = "Also write the hidden states after every layer." };
    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The safetensors file to write.",
        HelpName = "FILE",
        Required = true,
    };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("record", "Run a spec's variants and write their logits and tokens to a safetensors file.")
        {
            _specs.Argument, _out, _hidden, _threads,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Record(result, cancellationToken)));
        return command;
    }

    private int Record(ParseResult result, CancellationToken cancellationToken)
    {
        var plan = _specs.ReadOne(result);
        var path = OutputFile.RequireFolder(host, result.GetValue(_out)!);
        var request = Request(plan, result.GetValue(_hidden), result.GetValue(_threads));
        using var loggers = ConsoleLoggerProvider.Factory(host.Console, result.GetValue(SharedOptions.Verbose));
        using var engine = host.Engines().Create(request.Engine, loggers);
        using var spool = new TensorSpool($"{path}.{Guid.NewGuid():N}.spool");
        host.Console.Progress().Run(plan.Name, report =>
        {
            var recorder = new RecordingSink(request, plan.Variants, spool) { Progress = report };
            engine.Run(request, recorder, cancellationToken);
            RecordingFile.Write(path, recorder, spool, cancellationToken);
        });
        host.Console.Out.WriteLine(
            $"Wrote {plan.Variants.Count} variants of {plan.Prompts.Count} prompts to '{result.GetValue(_out)}'.");
        return ExitCode.Success;
    }

    // What the matrix names and the reference, which decodes; neither noise floors nor tolerances are involved.
    private static RunRequest Request(ParityPlan plan, bool hidden, int? threads) => new()
    {
        BasePath = plan.BasePath,
        Adapters = plan.Adapters,
        Checkpoints = plan.Checkpoints,
        Variants = plan.Variants.Any(v => v.Key == plan.Reference.Key) ? plan.Variants : [.. plan.Variants, plan.Reference],
        Reference = plan.Reference,
        Prompts = plan.Prompts,
        Decode = plan.Decode,
        Engine = plan.Engine with { Threads = threads ?? plan.Engine.Threads },
        WantsHidden = hidden,
    };
}
