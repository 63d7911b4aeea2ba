using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>fp16 without infinities and NaN, as nearly all weights are: widening them takes a third less.</summary>
internal readonly struct FiniteFp16Format : IHalfFormat
{
    [MethodImpl(HotPath.Inline)]
    public static T Round<T>(T x)
        where T : struct, ILanes<T>
        => Fp16Format.Round(x);

    [MethodImpl(HotPath.Inline)]
    public static T Pack<T>(T low, T high)
        where T : struct, ILanes<T>
        => Fp16Format.Pack(low, high);

    [MethodImpl(HotPath.Inline)]
    public static T UnpackLow<T>(T packed)
        where T : struct, ILanes<T>
        => Fp16Format.UnpackFinite(T.ShiftLeft(packed, 16));

    [MethodImpl(HotPath.Inline)]
    public static T UnpackHigh<T>(T packed)
        where T : struct, ILanes<T>
        => Fp16Format.UnpackFinite(packed);
}
