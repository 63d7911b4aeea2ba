using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>LayerNorm; an item is a row. <paramref name="bias"/> may be null.</summary>
internal readonly unsafe struct LayerNormKernel(float* x, float* weight, float* bias, float* result, int columns, float epsilon) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var from = x + ((long)row * columns);
            var mean = Rows.Reduce<SumReduction, TLanes>(default, from, columns) / columns;
            var squares = Rows.Reduce<SquaresReduction, TLanes>(new SquaresReduction(mean), from, columns);
            var factor = 1f / MathF.Sqrt((squares / columns) + epsilon);
            Normalise<TLanes, TFormat>(from, mean, factor, result + ((long)row * columns));
        }
    }

    [MethodImpl(HotPath.Loop)]
    private void Normalise<TLanes, TFormat>(float* from, float mean, float factor, float* to)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var i = 0;
        for (; i <= columns - TLanes.Count; i += TLanes.Count)
            One<TLanes, TFormat>(from, mean, factor, to, i);
        for (; i < columns; i++)
            One<Lanes1, TFormat>(from, mean, factor, to, i);
    }

    [MethodImpl(HotPath.Inline)]
    private void One<TLanes, TFormat>(float* from, float mean, float factor, float* to, int i)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var y = (TLanes.Load(from + i) - TLanes.Create(mean)) * TLanes.Create(factor) * TLanes.Load(weight + i);
        if (bias != null)
            y += TLanes.Load(bias + i);
        TFormat.Round(y).Store(to + i);
    }
}
