using System.Text;
using Microsoft.Extensions.Logging;

namespace LoraParity.Suites.Execution;

/// <summary>Collects what a run logs, from information upwards, for the output of its tests.</summary>
internal sealed class RunLog : ILoggerFactory
{
    private const int MostCharacters = 64 * 1024;

    private readonly StringBuilder _lines = new();

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider)
    {
        // Nothing but the test output is written.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Holds memory only.
    }

    /// <summary>All lines so far.</summary>
    public override string ToString()
    {
        lock (_lines)
            return _lines.ToString().TrimEnd();
    }

    private void Write(string line)
    {
        lock (_lines)
        {
            if (_lines.Length < MostCharacters)
                _lines.AppendLine(line);
        }
    }

    private sealed class Category(RunLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Write($"{Label(logLevel)}: {name}: {formatter(state, exception)}{(exception is null ? "" : $" {exception}")}");
        }

        private static string Label(LogLevel level) => level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            _ => "fail",
        };
    }
}
