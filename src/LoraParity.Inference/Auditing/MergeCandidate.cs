using LoraParity.Matrix;

namespace LoraParity.Inference.Auditing;

/// <summary>A way in which the merged checkpoint may have been made, and how well it explains its adapted weights.</summary>
/// <param name="Merge">Where W + ΔW is formed; null is no merge at all.</param>
/// <param name="Mode">How ΔW is added.</param>
/// <param name="Equal">Share of the adapted weights' elements that come out the same.</param>
public sealed record MergeCandidate(Precision? Merge, MergeMode Mode, double Equal)
{
    /// <summary>How messages call it: <c>a plain merge in bf16</c>.</summary>
    public override string ToString() =>
        Merge is null ? "no merge at all" : $"a {(Mode == MergeMode.Safe ? "safe" : "plain")} merge in {Merge.Value.Name()}";
}
