using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Sums;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>RMSNorm; an item is one run of <paramref name="width"/> values.</summary>
internal readonly unsafe struct RmsNormKernel(float* x, float* weight, float* result, int width, float epsilon, NormStyle style) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var item = first; item < first + count; item++)
        {
            var offset = (long)item * width;
            var squares = SquareSum.Of<TLanes>(x + offset, width);
            var factor = 1f / MathF.Sqrt((squares / width) + epsilon);
            if (style == NormStyle.Llama)
                Llama<TLanes, TFormat>(x + offset, factor, result + offset);
            else
                Gemma<TLanes, TFormat>(x + offset, factor, result + offset);
        }
    }

    [MethodImpl(HotPath.Loop)]
    private void Llama<TLanes, TFormat>(float* from, float factor, float* to)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var i = 0;
        for (; i <= width - TLanes.Count; i += TLanes.Count)
            Llama<TLanes, TFormat>(TLanes.Load(from + i), factor, TLanes.Load(weight + i)).Store(to + i);
        for (; i < width; i++)
            Llama<Lanes1, TFormat>(Lanes1.Load(from + i), factor, Lanes1.Load(weight + i)).Store(to + i);
    }

    [MethodImpl(HotPath.Loop)]
    private void Gemma<TLanes, TFormat>(float* from, float factor, float* to)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var i = 0;
        for (; i <= width - TLanes.Count; i += TLanes.Count)
            Gemma<TLanes, TFormat>(TLanes.Load(from + i), factor, TLanes.Load(weight + i)).Store(to + i);
        for (; i < width; i++)
            Gemma<Lanes1, TFormat>(Lanes1.Load(from + i), factor, Lanes1.Load(weight + i)).Store(to + i);
    }

    [MethodImpl(HotPath.Inline)]
    private static TLanes Llama<TLanes, TFormat>(TLanes x, float factor, TLanes weight)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
        => TFormat.Round(TFormat.Round(x * TLanes.Create(factor)) * weight);

    [MethodImpl(HotPath.Inline)]
    private static TLanes Gemma<TLanes, TFormat>(TLanes x, float factor, TLanes weight)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
        => TFormat.Round(x * TLanes.Create(factor) * (TLanes.Create(1f) + weight));
}
