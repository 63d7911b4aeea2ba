namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>A precision's rounding.</summary>
internal interface IFloatFormat
{
    /// <summary>The fp32 value of the format nearest to x: ties to even; beyond the largest finite value infinity.</summary>
    static abstract T Round<T>(T x)
        where T : struct, ILanes<T>;
}
