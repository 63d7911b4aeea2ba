using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>fp32: nothing to round.</summary>
internal readonly struct Fp32Format : IFloatFormat
{
    [MethodImpl(HotPath.Inline)]
    public static T Round<T>(T x)
        where T : struct, ILanes<T>
        => x;
}
