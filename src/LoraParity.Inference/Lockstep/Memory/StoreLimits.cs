namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>How much of its weights a device may hold.</summary>
/// <param name="ResidentBytes">Most bytes that stay between walks.</param>
/// <param name="SharedBytes">Most bytes of one stage that wait for a variant that shares them.</param>
/// <param name="ReadsAhead">Whether the next stage's files are read while this one computes.</param>
internal sealed record StoreLimits(long ResidentBytes, long SharedBytes, bool ReadsAhead);
