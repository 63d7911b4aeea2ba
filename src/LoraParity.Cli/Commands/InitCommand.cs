using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Init;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Files;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Specs;

namespace LoraParity.Cli.Commands;

/// <summary><c>init ADAPTER</c>: looks at an adapter, runs its matrix on the CPU and writes a spec with measured tolerances.</summary>
internal sealed class InitCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _adapter = new("ADAPTER") { Description = "The adapter's folder or hub id." };
    private readonly Option<string?> _base = new("--base") { Description = "The base model's folder or hub id; by default the folder that the adapter names.", HelpName = "MODEL" };
    private readonly Option<string?> _name = new("--name") { Description = "The suite's name; by default the adapter's.", HelpName = "NAME" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The spec to write, NAME.parity.yaml by default; it must not exist yet.", HelpName = "FILE" };
    private readonly Option<string[]> _prompts = new("--prompt") { Description = "A prompt to measure with; may be given several times.", HelpName = "TEXT" };
    private readonly Option<int> _tokens = new("--max-new-tokens") { Description = "How many tokens each prompt may decode; 16 by default.", HelpName = "N", DefaultValueFactory = _ => 16 };
    private readonly Option<int?> _threads = SharedOptions.Threads();

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("init", "Look at an adapter, measure its drift on the CPU, and write a spec with tolerances to match.")
        {
            _adapter, _base, _name, _out, _prompts, _tokens, _threads,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Init(result, cancellationToken)));
        return command;
    }

    private int Init(ParseResult result, CancellationToken cancellationToken)
    {
        var models = InitModels.Find(host, result.GetValue(_adapter)!, result.GetValue(_base), cancellationToken);
        var name = result.GetValue(_name) ?? models.Name;
        var path = NewFile(result.GetValue(_out) ?? $"{name}.parity.yaml");
        var folder = Path.GetDirectoryName(path)!;
        var prompts = InitPrompts.Lines(result.GetValue(_prompts) ?? [], models.BaseFolder, result.GetValue(_tokens));
        var spec = new InitSpec(name, InitModels.From(folder, models.Base), InitModels.From(folder, models.Adapter), prompts);

        var measured = Measure(SpecReader.Parse(spec.Draft(), path).PlanOrThrow(), result, cancellationToken);
        var text = spec.Final(measured);
        SpecReader.Parse(text, path).PlanOrThrow();
        AtomicFile.WriteAllText(path, text);
        Report(path, measured);
        return ExitCode.Success;
    }

    private string NewFile(string path)
    {
        var absolute = OutputFile.RequireFolder(host, path);
        return File.Exists(absolute)
            ? throw new InputException($"'{path}' exists already; remove it, or name another file with --out.")
            : absolute;
    }

    private RunResult Measure(ParityPlan plan, ParseResult result, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLoggerProvider.Factory(host.Console, result.GetValue(SharedOptions.Verbose));
        var settings = new EngineSettings { Device = "cpu", Threads = result.GetValue(_threads) };
        using var engine = host.Engines().Create(settings, loggers);
        var options = new ParityRunOptions { Snapshots = false, Layers = false, Weights = false, ContinuousIntegration = false };
        RunResult? measured = null;
        host.Console.Progress().Run(plan.Name, report => measured = ParityRunner.Run(
            plan with { Engine = settings }, engine, options with { Progress = new DirectProgress(report) }, cancellationToken));
        return measured!;
    }

    private void Report(string path, RunResult measured)
    {
        foreach (var bounds in MeasuredBounds.Of(measured))
        {
            foreach (var variant in bounds.Odd)
                Warn($"'{variant}' drifts more than {MeasuredBounds.Suspicious} times what its dtypes alone do, which is no rounding; the spec does not allow it. 'loraparity audit' looks for the cause.");
            if (bounds.Overflows)
                Warn($"A logit is no number in {bounds.Compute.ToString().ToLowerInvariant()}: the model overflows there.");
        }

        var plan = measured.Plan;
        host.Console.Out.WriteLine($"Wrote '{host.Show(path)}': {plan.Variants.Count} variants, {plan.Prompts.Count} prompts. Next: loraparity run {host.Show(path)}");
    }

    private void Warn(string message)
    {
        host.Console.Error.Write("warning: ", Tone.Warning);
        host.Console.Error.WriteLine(message);
    }
}
