using System.CommandLine;

namespace LoraParity.Cli.Commands;

/// <summary>One command of the tool. To add one: a class here, and a line in <see cref="CliApplication"/>.</summary>
internal interface ICliCommand
{
    /// <summary>The command with its arguments, options and action.</summary>
    Command Create();
}
