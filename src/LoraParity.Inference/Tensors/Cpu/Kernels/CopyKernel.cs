using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Copies parts of rows.</summary>
internal readonly unsafe struct CopyKernel(float* x, long xStride, float* result, int columns) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var from = new ReadOnlySpan<float>(x + (row * xStride), columns);
            from.CopyTo(new Span<float>(result + ((long)row * columns), columns));
        }
    }
}
