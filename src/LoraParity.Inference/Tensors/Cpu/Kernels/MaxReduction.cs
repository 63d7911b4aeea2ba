using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>The largest value; NaN is passed over.</summary>
internal readonly struct MaxReduction : IReduction
{
    public float Start => float.NegativeInfinity;

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Add<TLanes>(TLanes partial, TLanes x) => TLanes.Select(TLanes.LessThan(partial, x), x, partial);

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Merge<TLanes>(TLanes a, TLanes b) => TLanes.Select(TLanes.LessThan(a, b), b, a);
}
