using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>bf16: the upper half of an fp32. NaN becomes the one quiet NaN 0x7FC0, whatever the processor made of it.</summary>
internal readonly struct Bf16Format : IHalfFormat
{
    [MethodImpl(HotPath.Inline)]
    public static T Round<T>(T x)
        where T : struct, ILanes<T>
    {
        var odd = T.ShiftRight(x, 16) & T.FromBits(1);
        var rounded = T.AddBits(T.AddBits(x, T.FromBits(0x7FFF)), odd) & T.FromBits(0xFFFF_0000);
        return T.Select(T.Same(x, x), rounded, T.FromBits(0x7FC0_0000));
    }

    [MethodImpl(HotPath.Inline)]
    public static T Pack<T>(T low, T high)
        where T : struct, ILanes<T>
        => T.ShiftRight(low, 16) | (high & T.FromBits(0xFFFF_0000));

    [MethodImpl(HotPath.Inline)]
    public static T UnpackLow<T>(T packed)
        where T : struct, ILanes<T>
        => T.ShiftLeft(packed, 16);

    [MethodImpl(HotPath.Inline)]
    public static T UnpackHigh<T>(T packed)
        where T : struct, ILanes<T>
        => packed & T.FromBits(0xFFFF_0000);
}
