namespace LoraParity.Suites;

/// <summary>What an adapter gives to a test that it runs. The test that starts a spec's run gives them to the run.</summary>
public sealed record TestRunOptions
{
    /// <summary>Stops the run of the spec.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How long the run of the spec may take; null for no limit. After that it is stopped and its tests fail.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told of each step of the run in one line, from the engine's thread.</summary>
    public IProgress<string>? Progress { get; init; }
}
