using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
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
            Row<TLanes, TFormat>(x + offset, result + offset, columns, columns);
        }
    }

    /// <summary>One row; x and result may be the same.</summary>
    /// <param name="x">The values that count.</param>
    /// <param name="result">Their probabilities.</param>
    /// <param name="n">How many there are.</param>
    /// <param name="columns">How many there are with the masked ones behind: PyTorch adds fewer than 16 one after another, more in 16 partial sums.</param>
    public static void Row<TLanes, TFormat>(float* x, float* result, int n, int columns)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var max = Rows.Reduce<MaxReduction, TLanes>(default, x, n);
        Rows.Apply<ExpOperation, TLanes, Fp32Format>(new ExpOperation(max), x, result, n);
        var sum = columns < Rows.Partials ? SumInOrder(result, n) : Rows.Reduce<SumReduction, TLanes>(default, result, n);
        Rows.Apply<ShareOperation, TLanes, TFormat>(new ShareOperation(1f / sum), result, result, n);
    }

    /// <summary>
    /// One row of 16-bit values as PyTorch's kernel for them does it: what fills no vector of 16 goes through the scalar exponential
    /// and is added one after another.
    /// </summary>
    /// <param name="x">The values that count.</param>
    /// <param name="result">Their probabilities.</param>
    /// <param name="n">How many there are.</param>
    /// <param name="columns">How many there are with the masked ones behind.</param>
    public static void NarrowRow<TLanes, TFormat>(float* x, float* result, int n, int columns)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var max = Rows.Reduce<MaxReduction, TLanes>(default, x, n);
        var whole = Math.Min(n, columns / Rows.Partials * Rows.Partials);
        Rows.Apply<ExpOperation, TLanes, Fp32Format>(new ExpOperation(max), x, result, whole);
        var sum = Rows.Reduce<SumReduction, TLanes>(default, result, whole);
        for (var i = whole; i < n; i++)
        {
            result[i] = (float)DeterministicMath.Exp(x[i] - max);
            sum += result[i];
        }

        Rows.Apply<ShareOperation, TLanes, TFormat>(new ShareOperation(1f / sum), result, result, n);
    }

    private static float SumInOrder(float* x, int n)
    {
        var sum = 0f;
        for (var i = 0; i < n; i++)
            sum += x[i];
        return sum;
    }

    private readonly struct ExpOperation(float max) : IUnaryOperation
    {
        [MethodImpl(HotPath.Inline)]
        TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => LaneMath.Exp(x - TLanes.Create(max));
    }

    /// <summary>PyTorch multiplies with the reciprocal of the sum.</summary>
    private readonly struct ShareOperation(float reciprocal) : IUnaryOperation
    {
        [MethodImpl(HotPath.Inline)]
        TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => TFormat.Round(x * TLanes.Create(reciprocal));
    }
}
