namespace LoraParity.Engines;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What is being done, for example <c>decoding attached.fp32</c> or <c>scoring layer 3 of 4</c>.</param>
/// <param name="Fraction">Share of the whole run done, 0 to 1.</param>
public sealed record RunProgress(string Stage, double Fraction);
