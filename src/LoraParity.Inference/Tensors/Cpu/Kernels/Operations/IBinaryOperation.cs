using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>A function of two values, not yet rounded.</summary>
internal interface IBinaryOperation
{
    /// <summary>Applies it.</summary>
    static abstract TLanes Apply<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes>;
}
