namespace LoraParity.Engines;

/// <summary>What one merge did to one module's weight: how much of ΔW survives rounding.</summary>
/// <param name="Variant">Key of the merged variant, or of the checkpoint.</param>
/// <param name="Module">The module's path in the checkpoint.</param>
/// <param name="Unchanged">Share of the weight's elements that the merge left as they were, among those ΔW meant to change, 0 to 1.</param>
/// <param name="RelativeError">‖ΔW_effective − ΔW‖ / ‖ΔW‖.</param>
/// <param name="Cosine">Cosine of the angle between ΔW_effective and ΔW.</param>
/// <param name="Scale">Best-fit factor: the s that minimises ‖ΔW_effective − s·ΔW‖.</param>
public sealed record WeightSurvival(string Variant, string Module, double Unchanged, double RelativeError, double Cosine, double Scale);
