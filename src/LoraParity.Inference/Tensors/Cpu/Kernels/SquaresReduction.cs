using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Σ(x − centre)².</summary>
internal readonly struct SquaresReduction(float centre) : IReduction
{
    public float Start => 0;

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Add<TLanes>(TLanes partial, TLanes x)
    {
        var difference = x - TLanes.Create(centre);
        return TLanes.Fma(difference, difference, partial);
    }

    [MethodImpl(HotPath.Inline)]
    TLanes IReduction.Merge<TLanes>(TLanes a, TLanes b) => a + b;
}
