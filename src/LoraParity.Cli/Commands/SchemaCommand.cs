using System.CommandLine;
using LoraParity.Cli.Hosting;
using LoraParity.Files;
using LoraParity.Specs;

namespace LoraParity.Cli.Commands;

/// <summary><c>schema</c>: the JSON schema of specs, for editors.</summary>
internal sealed class SchemaCommand(CliHost host) : ICliCommand
{
    private readonly Option<string?> _out = new("--out", "-o") { Description = "Write to this file instead of the standard output.", HelpName = "FILE" };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("schema", "Print the JSON schema of specs.") { _out };
        command.SetAction(Write);
        return command;
    }

    private int Write(ParseResult result)
    {
        if (result.GetValue(_out) is not { } path)
        {
            host.Console.OutWriter.Write(SpecSchema.Generate());
            return ExitCode.Success;
        }

        AtomicFile.WriteAllText(host.Resolve(path), SpecSchema.Generate());
        host.Console.Out.WriteLine($"Wrote '{path}'.");
        return ExitCode.Success;
    }
}
