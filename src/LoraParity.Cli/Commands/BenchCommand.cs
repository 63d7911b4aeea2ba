using System.CommandLine;
using LoraParity.Cli.Benching;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Inference.Tensors.Cpu.Limits;
using LoraParity.Matrix;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Commands;

/// <summary><c>bench FOLDER</c>: how fast this machine runs a matrix on a model of a public shape with random weights.</summary>
internal sealed class BenchCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _folder = new("FOLDER") { Description = "Where the model is written; it is removed at the end." };
    private readonly Option<string> _shape = new("--shape")
    {
        Description = $"The model: {string.Join(", ", BenchShape.All.Select(shape => shape.Name))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "qwen2.5-0.5b",
    };

    private readonly Option<int?> _layers = Count("--layers", "Layers of the model; the default is all of the shape's.", 1);
    private readonly Option<int?> _variants = Count("--variants", "Variants of the matrix, 12 at most.", BenchOptions.FewestVariants);
    private readonly Option<string[]> _dtypes = new("--dtype") { Description = "A dtype of the matrix, fp32 among them; the default is all three.", HelpName = "DTYPE" };
    private readonly Option<int?> _prompts = Count("--prompts", "Number of prompts; the default is 8.", 1);
    private readonly Option<int?> _tokens = Count("--tokens", "Tokens of each prompt; the default is 60.", 1);
    private readonly Option<int?> _newTokens = Count("--new-tokens", "Tokens decoded after each prompt; the default is 16.", 0);
    private readonly Option<bool> _free = new("--free") { Description = "Let every variant decode; the default is the reference alone." };
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<long?> _memory = SharedOptions.ByteSize("--memory-budget", "Most memory the engine may hold at once, such as 3GiB.");
    private readonly Option<bool> _keep = new("--keep") { Description = "Keep the model for the next run, which then need not write it." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("bench", "Write a model of a public shape with random weights, run a matrix on it, and show where time and memory go.")
        {
            _folder, _shape, _layers, _variants, _dtypes, _prompts, _tokens, _newTokens, _free, _threads, _memory, _keep,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Bench(result, cancellationToken)));
        return command;
    }

    private int Bench(ParseResult result, CancellationToken cancellationToken)
    {
        var options = Options(result);
        var folder = Path.Combine(host.Resolve(result.GetValue(_folder)!), $"{options.Shape.Name}-{options.Shape.Layers}-layers");
        var model = new BenchModel(folder, options.Shape);
        host.Console.Error.WriteLine(Announcement(options, model, folder));
        try
        {
            if (!model.Exists)
                model.Write(cancellationToken);
            Run(result, options, model, cancellationToken);
            return ExitCode.Success;
        }
        finally
        {
            if (!result.GetValue(_keep))
                model.Delete();
        }
    }

    private void Run(ParseResult parsed, BenchOptions options, BenchModel model, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLoggerProvider.Factory(host.Console, parsed.GetValue(SharedOptions.Verbose));
        BenchResult? result = null;
        host.Console.Progress().Run("bench", report => result = new BenchRun(host, options, model).Run(loggers, report, cancellationToken));
        BenchReport.Write(host.Console.Out, result!, CpuLimits.Measure(options.Threads));
    }

    private string Announcement(BenchOptions options, BenchModel model, string folder) => FormattableString.Invariant(
        $"{options.Shape.Name}: {options.Shape.Layers} layers, {model.Parameters / 1e6:#,0} million weights, {Figures.Bytes(model.Bytes)} in '{host.Show(folder)}'{(model.Exists ? ", which an earlier run kept" : "")}; {options.Matrix.Count} variants, {options.Prompts} prompts of {options.Tokens} tokens, {options.NewTokens} new tokens each.");

    private BenchOptions Options(ParseResult result)
    {
        var shape = BenchShape.Find(result.GetValue(_shape)!);
        var defaults = new BenchOptions(shape with { Layers = result.GetValue(_layers) ?? shape.Layers });
        return defaults with
        {
            Variants = result.GetValue(_variants) ?? defaults.Variants,
            Dtypes = Dtypes(result.GetValue(_dtypes) ?? []) ?? defaults.Dtypes,
            Prompts = result.GetValue(_prompts) ?? defaults.Prompts,
            Tokens = result.GetValue(_tokens) ?? defaults.Tokens,
            NewTokens = result.GetValue(_newTokens) ?? defaults.NewTokens,
            Free = result.GetValue(_free),
            Threads = result.GetValue(_threads),
            MemoryBudget = result.GetValue(_memory),
        };
    }

    private static Precision[]? Dtypes(string[] names)
    {
        if (names.Length == 0)
            return null;
        var dtypes = names.Select(name => PrecisionNames.TryParse(name, out var precision)
            ? precision
            : throw new InputException(SharedOptions.NoDtype("--dtype", name))).ToArray();
        return dtypes.Contains(Precision.Fp32) ? dtypes : throw new InputException("--dtype must name fp32 among others: the reference runs in it.");
    }

    private static Option<int?> Count(string name, string description, int least) => SharedOptions.WholeNumber(name, "N", description, least);
}
