using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>The conversions with one kind of lanes.</summary>
internal sealed unsafe class SpanConversions<TLanes> : SpanConversions
    where TLanes : struct, ILanes<TLanes>
{
    public override void Round(ReadOnlySpan<float> source, Span<float> destination, Precision precision)
    {
        fixed (float* from = source, to = destination)
        {
            if (precision == Precision.Bf16)
                Round<Bf16Format>(from, to, source.Length);
            else
                Round<Fp16Format>(from, to, source.Length);
        }
    }

    public override void Narrow(ReadOnlySpan<float> source, Span<ushort> destination, Precision precision)
    {
        fixed (float* from = source)
        fixed (ushort* to = destination)
        {
            if (precision == Precision.Bf16)
                Narrow<Bf16Format>(from, to, source.Length);
            else
                Narrow<Fp16Format>(from, to, source.Length);
        }
    }

    public override void Widen(ReadOnlySpan<ushort> source, Span<float> destination, Precision precision)
    {
        fixed (ushort* from = source)
        fixed (float* to = destination)
        {
            if (precision == Precision.Bf16)
                Widen<Bf16Format>(from, to, source.Length);
            else
                Widen<Fp16Format>(from, to, source.Length);
        }
    }

    [MethodImpl(HotPath.Loop)]
    private static void Round<TFormat>(float* source, float* destination, int count)
        where TFormat : struct, IFloatFormat
    {
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
            TFormat.Round(TLanes.Load(source + i)).Store(destination + i);
        for (; i < count; i++)
            TFormat.Round(Lanes1.Load(source + i)).Store(destination + i);
    }

    [MethodImpl(HotPath.Loop)]
    private static void Narrow<TFormat>(float* source, ushort* destination, int count)
        where TFormat : struct, IHalfFormat
    {
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
            TFormat.Pack(TFormat.Round(TLanes.Load(source + i)), TLanes.Create(0f)).StoreHalves(destination + i);
        for (; i < count; i++)
            TFormat.Pack(TFormat.Round(Lanes1.Load(source + i)), Lanes1.Create(0f)).StoreHalves(destination + i);
    }

    [MethodImpl(HotPath.Loop)]
    private static void Widen<TFormat>(ushort* source, float* destination, int count)
        where TFormat : struct, IHalfFormat
    {
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
            TFormat.UnpackLow(TLanes.LoadHalves(source + i)).Store(destination + i);
        for (; i < count; i++)
            TFormat.UnpackLow(Lanes1.LoadHalves(source + i)).Store(destination + i);
    }
}
