namespace LoraParity.Cli.Terminal;

/// <summary>What the console can do.</summary>
/// <param name="OutputColour">Results may be coloured.</param>
/// <param name="ErrorColour">Messages may be coloured.</param>
/// <param name="Animated">Progress may be drawn over itself.</param>
/// <param name="Interactive">Somebody can answer questions.</param>
internal sealed record ConsoleTraits(bool OutputColour, bool ErrorColour, bool Animated, bool Interactive)
{
    /// <summary>Plain text, nobody there: a pipe.</summary>
    public static ConsoleTraits Plain { get; } = new(false, false, false, false);

    /// <summary>What this process's streams can do.</summary>
    /// <param name="variable">Reads an environment variable; <c>NO_COLOR</c>, <c>CI</c> and <c>TERM=dumb</c> are honoured.</param>
    public static ConsoleTraits Detect(Func<string, string?> variable)
    {
        var plain = IsSet(variable("NO_COLOR")) || variable("TERM") == "dumb";
        var animated = !plain && !IsSet(variable("CI")) && !Console.IsErrorRedirected;
        return new ConsoleTraits(
            !plain && !Console.IsOutputRedirected,
            !plain && !Console.IsErrorRedirected,
            animated,
            !Console.IsInputRedirected && !Console.IsErrorRedirected);
    }

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);
}
