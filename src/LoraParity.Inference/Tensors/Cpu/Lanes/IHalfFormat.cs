namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>A 16-bit precision's storage: two values to a lane.</summary>
internal interface IHalfFormat : IFloatFormat
{
    /// <summary>Two values that the format holds exactly, in the low and high halves of a lane's bits.</summary>
    static abstract T Pack<T>(T low, T high)
        where T : struct, ILanes<T>;

    /// <summary>The fp32 value of the low half.</summary>
    static abstract T UnpackLow<T>(T packed)
        where T : struct, ILanes<T>;

    /// <summary>The fp32 value of the high half.</summary>
    static abstract T UnpackHigh<T>(T packed)
        where T : struct, ILanes<T>;
}
