using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>An operation over independent items, most often rows, for any vector width and result precision.</summary>
internal interface IKernel
{
    /// <summary>Does some consecutive items.</summary>
    void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat;
}
