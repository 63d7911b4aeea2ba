namespace LoraParity.Inference.Auditing;

/// <summary>A way in which the merged checkpoint may have been made, and how well it explains its adapted weights.</summary>
/// <param name="Way">The way.</param>
/// <param name="Equal">Share of the adapted weights' elements that come out the same.</param>
public sealed record MergeCandidate(MergeWay Way, double Equal);
