using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>The conversions of <see cref="Rounding"/> for one vector width.</summary>
internal abstract unsafe class SpanConversions
{
    /// <summary>The widest this machine offers.</summary>
    public static SpanConversions Best { get; } = For(VectorWidths.Best);

    /// <summary>The conversions with a given width.</summary>
    public static SpanConversions For(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new SpanConversions<Lanes16>(),
        VectorWidth.Bits256 => new SpanConversions<Lanes8>(),
        _ => new SpanConversions<Lanes4>(),
    };

    /// <summary>fp32 to fp32 values of the precision.</summary>
    public abstract void Round(ReadOnlySpan<float> source, Span<float> destination, Precision precision);

    /// <summary>fp32 to 16 bits.</summary>
    public abstract void Narrow(ReadOnlySpan<float> source, Span<ushort> destination, Precision precision);

    /// <summary>16 bits to fp32.</summary>
    public abstract void Widen(ReadOnlySpan<ushort> source, Span<float> destination, Precision precision);
}
