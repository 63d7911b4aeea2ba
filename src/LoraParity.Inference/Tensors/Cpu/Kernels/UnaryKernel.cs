using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>An operation on each value of some rows.</summary>
internal readonly unsafe struct UnaryKernel<TOperation>(TOperation operation, float* x, float* result, int columns) : IKernel
    where TOperation : struct, IUnaryOperation
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var offset = (long)first * columns;
        Rows.Apply<TOperation, TLanes, TFormat>(operation, x + offset, result + offset, (long)count * columns);
    }
}
