using System.Text;
using Spectre.Console;

namespace LoraParity.Cli.Terminal;

/// <summary>Results go to <see cref="Out"/>; messages and progress go to <see cref="Error"/>.</summary>
internal sealed class CliConsole
{
    private const int PollMilliseconds = 30;

    private readonly TextReader _input;

    /// <summary>Creates a console.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go.</param>
    /// <param name="input">Where answers come from.</param>
    /// <param name="traits">What the three can do.</param>
    public CliConsole(TextWriter output, TextWriter error, TextReader input, ConsoleTraits traits)
    {
        OutWriter = output;
        ErrorWriter = error;
        _input = input;
        Traits = traits;
        Out = new ConsoleWriter(output, traits.OutputColour);
        Error = new ConsoleWriter(error, traits.ErrorColour);
    }

    /// <summary>Results.</summary>
    public ConsoleWriter Out { get; }

    /// <summary>Messages and progress.</summary>
    public ConsoleWriter Error { get; }

    /// <summary>Results, for text that is a format of its own (JSON, usage).</summary>
    public TextWriter OutWriter { get; }

    /// <summary>Messages, for text that is a format of its own.</summary>
    public TextWriter ErrorWriter { get; }

    /// <summary>What the streams can do.</summary>
    public ConsoleTraits Traits { get; }

    /// <summary>The console of this process.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static CliConsole ForProcess(Func<string, string?> variable)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        return new CliConsole(Console.Out, Console.Error, Console.In, ConsoleTraits.Detect(variable));
    }

    /// <summary>Asks until one of some keys is given: pressed on a terminal, or the first letter of a line from a pipe.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="keys">The keys, in lower case.</param>
    /// <param name="cancellationToken">Ends the wait for a key.</param>
    /// <returns>The key; null at the end of the input.</returns>
    public char? AskKey(string question, string keys, CancellationToken cancellationToken)
    {
        while (true)
        {
            Error.Write(question);
            ErrorWriter.Flush();
            if (ReadKey(cancellationToken) is not { } key)
            {
                Error.WriteLine();
                return null;
            }

            if (keys.Contains(char.ToLowerInvariant(key), StringComparison.Ordinal))
                return char.ToLowerInvariant(key);
        }
    }

    /// <summary>Shows how far long work is: as a bar on a terminal, else in lines.</summary>
    public IProgressDisplay Progress() => Traits.Animated ? new BarProgress(Live()) : new LineProgress(Error);

    private char? ReadKey(CancellationToken cancellationToken)
    {
        if (Traits.Interactive)
        {
            // Reading a key cannot be cancelled; waiting for one can.
            while (!Console.KeyAvailable)
            {
                if (cancellationToken.WaitHandle.WaitOne(PollMilliseconds))
                    throw new OperationCanceledException(cancellationToken);
            }

            var key = Console.ReadKey(intercept: true).KeyChar;
            Error.WriteLine(key.ToString());
            return key;
        }

        return _input.ReadLine() is { } line ? line.TrimStart().FirstOrDefault() : null;
    }

    private IAnsiConsole Live() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(ErrorWriter),
    });
}
