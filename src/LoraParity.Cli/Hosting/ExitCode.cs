namespace LoraParity.Cli.Hosting;

/// <summary>What the tool's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Everything is within tolerance, or the command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>Something drifted, or a snapshot is missing.</summary>
    public const int Drift = 1;

    /// <summary>The command line, a spec, a model or an adapter cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>This machine cannot do it: no such device, no engine, no space, no permission.</summary>
    public const int Environment = 3;

    /// <summary>The user interrupted the command: 128 + SIGINT, as shells expect.</summary>
    public const int Interrupted = 130;
}
