using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Rotary embedding of halves; an item is a row.</summary>
internal readonly unsafe struct RotateKernel(float* x, float* cos, float* sin, float* result, int columns, int headSize, int rotated) : IKernel
{
    public void Run<TLanes, TFormat>(int first, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (var row = first; row < first + count; row++)
        {
            var tables = (long)row * rotated;
            for (var head = 0; head < columns; head += headSize)
            {
                var offset = ((long)row * columns) + head;
                Rotate<TLanes, TFormat>(x + offset, cos + tables, sin + tables, result + offset);
            }
        }
    }

    [MethodImpl(HotPath.Loop)]
    private void Rotate<TLanes, TFormat>(float* from, float* c, float* s, float* to)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var half = rotated / 2;
        var i = 0;
        for (; i <= half - TLanes.Count; i += TLanes.Count)
            Pair<TLanes, TFormat>(from + i, c + i, s + i, to + i, half);
        for (; i < half; i++)
            Pair<Lanes1, TFormat>(from + i, c + i, s + i, to + i, half);
        for (i = rotated; i < headSize; i++)
            to[i] = from[i];
    }

    [MethodImpl(HotPath.Inline)]
    private static void Pair<TLanes, TFormat>(float* from, float* c, float* s, float* to, int half)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var (a, b) = (TLanes.Load(from), TLanes.Load(from + half));
        var negative = b ^ TLanes.FromBits(0x8000_0000);
        Turn<TLanes, TFormat>(a, negative, c, s).Store(to);
        Turn<TLanes, TFormat>(b, a, c + half, s + half).Store(to + half);
    }

    [MethodImpl(HotPath.Inline)]
    private static TLanes Turn<TLanes, TFormat>(TLanes x, TLanes turned, float* c, float* s)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
        => TFormat.Round(TFormat.Round(x * TLanes.Load(c)) + TFormat.Round(turned * TLanes.Load(s)));
}
