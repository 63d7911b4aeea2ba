using System.CommandLine;
using LoraParity.Cli.Commands;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Reporting.GitHub;

namespace LoraParity.Cli;

/// <summary>The tool: its commands, and what becomes of their errors.</summary>
internal sealed class CliApplication(CliHost host)
{
    private IEnumerable<ICliCommand> Commands =>
    [
        new InitCommand(host),
        new RunCommand(host),
        new ListCommand(host),
        new RecordCommand(host),
        new ReviewCommand(host),
        new AcceptCommand(host),
        new RejectCommand(host),
        new OrphansCommand(host),
        new MergeCommand(host),
        new AuditCommand(host),
        new InspectCommand(host),
        new ReportCommand(host),
        new TokenizeCommand(host),
        new BenchCommand(host),
        new SchemaCommand(host),
        new DoctorCommand(host),
    ];

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var root = Root();
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return ReportUsage(parsed);

        try
        {
            return await parsed.InvokeAsync(Configuration(), cancellationToken);
        }
        catch (Exception exception)
        {
            return Report(exception, parsed.GetValue(SharedOptions.Verbose));
        }
    }

    private RootCommand Root()
    {
        var root = new RootCommand("Checks that a LoRA adapter says the same merged as attached, in every precision that matters.") { SharedOptions.Verbose };
        foreach (var command in Commands)
            root.Add(command.Create());
        return root;
    }

    private InvocationConfiguration Configuration() => new()
    {
        Output = host.Console.OutWriter,
        Error = host.Console.ErrorWriter,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private int ReportUsage(ParseResult parsed)
    {
        // An unknown word also leaves the command out, which is not what the user did wrong.
        var unknown = parsed.UnmatchedTokens.Select(token => $"'{token}' is no command, option or argument here.").ToList();
        foreach (var message in unknown.Count > 0 ? unknown : parsed.Errors.Select(error => error.Message))
            WriteError(message);
        host.Console.Error.WriteLine($"Run 'loraparity {Name(parsed)}--help' for the usage.");
        return ExitCode.BadInput;
    }

    private static string Name(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private int Report(Exception exception, bool verbose)
    {
        var code = WriteError(exception);
        if (verbose)
            host.Console.Error.WriteLine(exception.ToString(), Tone.Faint);
        return code;
    }

    private int WriteError(Exception exception)
    {
        switch (exception)
        {
            case InputException input:
                input.Diagnostics.ToList().ForEach(WriteError);
                return ExitCode.BadInput;
            case OperationCanceledException:
                host.Console.Error.WriteLine("Interrupted.");
                return ExitCode.Interrupted;
            case ParityEnvironmentException or IOException or UnauthorizedAccessException:
                WriteError(exception.Message);
                return ExitCode.Environment;
            default:
                WriteError($"Unexpected {exception.GetType().Name}: {exception.Message} Run again with --verbose for its place, and report it.");
                return ExitCode.Environment;
        }
    }

    private string Show(Diagnostic diagnostic) =>
        (diagnostic.Location is { } place ? diagnostic with { Location = place with { File = host.Show(place.File) } } : diagnostic).ToString();

    private void WriteError(Diagnostic diagnostic)
    {
        WriteError(Show(diagnostic));
        if (host.InGitHubWorkflow)
            host.Console.OutWriter.Write(Annotations.Of(diagnostic, host.GitHubWorkspace) + "\n");
    }

    private void WriteError(string message)
    {
        host.Console.Error.Write("error: ", Tone.Bad);
        host.Console.Error.WriteLine(message);
    }
}
