using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>An operation on each value of rows of a and the values of b beneath them.</summary>
/// <param name="a">[rows, columns].</param>
/// <param name="b">The same, or one row.</param>
/// <param name="result">[rows, columns].</param>
/// <param name="columns">Values in a row.</param>
/// <param name="bStride">Values from one row of b to the next: 0 where b is one row.</param>
internal readonly unsafe struct BinaryKernel<TOperation>(float* a, float* b, float* result, int columns, int bStride) : IKernel
    where TOperation : struct, IBinaryOperation
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var offset = (long)row * columns;
            Rows.Combine<TOperation, TLanes, TFormat>(a + offset, b + ((long)row * bStride), result + offset, columns);
        }
    }
}
