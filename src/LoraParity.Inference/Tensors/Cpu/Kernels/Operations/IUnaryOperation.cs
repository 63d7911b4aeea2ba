using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>A function of one value, its result rounded.</summary>
internal interface IUnaryOperation
{
    /// <summary>Applies it.</summary>
    TLanes Apply<TLanes, TFormat>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat;
}
