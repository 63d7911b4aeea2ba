using LoraParity.Traces;

namespace LoraParity.Running.Caching;

/// <summary>All that is kept of one variant on one prompt: enough to judge it again, under other tolerances too.</summary>
internal sealed record CachedCase
{
    /// <summary>What the engine says that the variant decoded, or null.</summary>
    public required int[]? Decoded { get; init; }

    /// <summary>Top logits, row by row.</summary>
    public required TopLogits[] Positions { get; init; }

    /// <summary>The greedy choice of each row.</summary>
    public required int[] Choices { get; init; }

    /// <summary>The first logit that is no number, or null.</summary>
    public required (int Position, int Token, float Value)? NonFinite { get; init; }

    /// <summary>SHA-256 of all rows.</summary>
    public required string Hash { get; init; }

    /// <summary>SHA-256 of the reference's rows that it was measured against.</summary>
    public required string ReferenceHash { get; init; }

    /// <summary>All pairs that judging the case needs.</summary>
    public required CachedPair[] Pairs { get; init; }

    /// <summary>The scan for the bounds that the case had; null where it had none.</summary>
    public required CachedScan? Scan { get; init; }
}
