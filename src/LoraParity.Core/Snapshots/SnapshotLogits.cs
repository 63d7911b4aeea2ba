using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>The logits of a snapshot.</summary>
/// <param name="Sha256">SHA-256 of all rows as little-endian fp32, lower-case hexadecimal.</param>
/// <param name="Width">Elements of a row.</param>
/// <param name="Full">Whether all rows lie in a safetensors file beside the snapshot, as tensor <c>logits</c>, [positions, width].</param>
/// <param name="Positions">The largest logits of each row.</param>
public sealed record SnapshotLogits(string Sha256, int Width, bool Full, IReadOnlyList<TopLogits> Positions);
