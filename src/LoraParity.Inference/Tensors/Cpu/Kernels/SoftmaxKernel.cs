using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Softmax in fp32, rounded once; an item is a row.</summary>
internal readonly unsafe struct SoftmaxKernel(float* x, float* result, int columns) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var offset = (long)row * columns;
            Row<TLanes, TFormat>(x + offset, result + offset, columns);
        }
    }

    /// <summary>One row; x and result may be the same.</summary>
    public static void Row<TLanes, TFormat>(float* x, float* result, int n)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var max = Rows.Reduce<MaxReduction, TLanes>(default, x, n);
        Rows.Apply<ExpOperation, TLanes, Fp32Format>(new ExpOperation(max), x, result, n);
        var sum = Rows.Reduce<SumReduction, TLanes>(default, result, n);
        Rows.Apply<QuotientOperation, TLanes, TFormat>(new QuotientOperation(sum), result, result, n);
    }

    private readonly struct ExpOperation(float max) : IUnaryOperation
    {
        [MethodImpl(HotPath.Inline)]
        TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => LaneMath.Exp(x - TLanes.Create(max));
    }

    private readonly struct QuotientOperation(float sum) : IUnaryOperation
    {
        [MethodImpl(HotPath.Inline)]
        TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => TFormat.Round(x / TLanes.Create(sum));
    }
}
