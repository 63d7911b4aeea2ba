using LoraParity.Suites.Discovery;

namespace LoraParity.Suites.Execution;

/// <summary>What a case asks of its spec's run.</summary>
internal sealed record CaseRequest
{
    /// <summary>The spec.</summary>
    public required SpecFile Spec { get; init; }

    /// <summary>SHA-256 of the spec as it was when the case was discovered.</summary>
    public required string SpecHash { get; init; }

    /// <summary>Which case of the spec.</summary>
    public required CaseKey Key { get; init; }

    /// <summary>What of the spec this process runs.</summary>
    public required SpecShare Share { get; init; }

    /// <summary>How long the run may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Hears of the run's progress.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Stops the run.</summary>
    public CancellationToken Cancellation { get; init; }
}
