using LoraParity.Traces;

namespace LoraParity.Reporting.Results;

/// <summary>Where a case's drift comes from.</summary>
/// <param name="Total">The whole drift.</param>
/// <param name="MergeLoss">The part of the weights: the same weights run in fp32.</param>
/// <param name="ComputeNoise">The part of the arithmetic: from the same weights run in fp32.</param>
/// <param name="Floor">The noise floor of the compute dtype on this prompt.</param>
/// <param name="TimesFloor">The whole drift as a multiple of the floor, by root mean square.</param>
public sealed record SplitRecord(DriftSize Total, DriftSize? MergeLoss, DriftSize? ComputeNoise, DriftSize? Floor, double? TimesFloor);
