using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Sums;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>LayerNorm with the operations of PyTorch's CPU kernel (aten/src/ATen/native/cpu/layer_norm_kernel.cpp); an item is a row. <paramref name="bias"/> may be null.</summary>
internal readonly unsafe struct LayerNormKernel(float* x, float* weight, float* bias, float* result, int columns, float epsilon) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var from = x + ((long)row * columns);
            var (mean, variance) = Moments.Of(from, columns, typeof(TFormat) == typeof(Fp32Format) ? 1 : 2);
            var factor = 1f / MathF.Sqrt(MathF.Max(variance, 0) + epsilon);
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
        var value = TLanes.Load(from + i);
        var normalised = typeof(TFormat) == typeof(Fp32Format)
            ? (value - TLanes.Create(mean)) * TLanes.Create(factor)
            : TLanes.Fma(value, TLanes.Create(factor), TLanes.Create(-factor * mean));
        var offset = bias == null ? TLanes.Create(0f) : TLanes.Load(bias + i);
        TFormat.Round(TLanes.Fma(normalised, TLanes.Load(weight + i), offset)).Store(to + i);
    }
}
