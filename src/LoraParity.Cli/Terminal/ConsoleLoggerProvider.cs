using Microsoft.Extensions.Logging;

namespace LoraParity.Cli.Terminal;

/// <summary>Writes log lines to the messages' stream.</summary>
internal sealed class ConsoleLoggerProvider(ConsoleWriter writer) : ILoggerProvider
{
    /// <summary>Loggers that write to a console's messages: warnings, and with <paramref name="verbose"/> everything from debug up.</summary>
    public static ILoggerFactory Factory(CliConsole console, bool verbose) => LoggerFactory.Create(builder => builder
        .SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning)
        .AddProvider(new ConsoleLoggerProvider(console.Error)));

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new ConsoleLogger(writer);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class ConsoleLogger(ConsoleWriter writer) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var warning = logLevel >= LogLevel.Warning;
            lock (writer)
                writer.WriteLine($"{(warning ? "warning" : "log")}: {formatter(state, exception)}", warning ? Tone.Warning : Tone.Faint);
        }
    }
}
