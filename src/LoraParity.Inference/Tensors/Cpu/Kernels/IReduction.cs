using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>How the values of a row become one.</summary>
internal interface IReduction
{
    /// <summary>What every partial result begins with.</summary>
    float Start { get; }

    /// <summary>A partial result and one more value.</summary>
    TLanes Add<TLanes>(TLanes partial, TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Two partial results.</summary>
    TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes>;
}
