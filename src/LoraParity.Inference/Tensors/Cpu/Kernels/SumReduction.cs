using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Σx.</summary>
internal readonly struct SumReduction : IReduction
{
    public float Start => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLanes IReduction.Add<TLanes>(TLanes partial, TLanes x) => partial + x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLanes IReduction.Merge<TLanes>(TLanes a, TLanes b) => a + b;
}
