using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Σx.</summary>
internal readonly struct SumReduction : IReduction
{
    public float Start => 0;

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Add<TLanes>(TLanes partial, TLanes x) => partial + x;

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Merge<TLanes>(TLanes a, TLanes b) => a + b;
}
