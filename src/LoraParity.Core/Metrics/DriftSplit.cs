using LoraParity.Traces;

namespace LoraParity.Metrics;

/// <summary>Where a cell's drift comes from.</summary>
public sealed record DriftSplit
{
    /// <summary>The whole drift, from the reference.</summary>
    public required DriftSize Total { get; init; }

    /// <summary>The part of the weights: the drift of the same weights run in fp32 from the reference; null where the cell has no such weights.</summary>
    public DriftSize? MergeLoss { get; init; }

    /// <summary>The part of the arithmetic: the drift of the cell from the same weights run in fp32; null where there is no such run.</summary>
    public DriftSize? ComputeNoise { get; init; }

    /// <summary>The noise floor of the cell's compute dtype on the same prompt; null where it was not measured.</summary>
    public NoiseFloor? Floor { get; init; }

    /// <summary>The whole drift as a multiple of the floor, by RMS: 0 where there is no drift, infinite where only the floor is 0; null without a floor.</summary>
    public double? TimesFloor => Floor is null ? null : Total.Times(Floor.Size);
}
