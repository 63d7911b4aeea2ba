using System.Numerics;
using System.Runtime.InteropServices;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Numerics;

/// <summary>fp32, bf16 and fp16 as little-endian bytes: widened exactly, rounded to nearest even.</summary>
public static class StoredFloats
{
    /// <summary>Widens stored elements to fp32; exact for every value, NaN stays NaN.</summary>
    /// <param name="precision">What the bytes hold.</param>
    /// <param name="source">Elements, little-endian; at least as many as <paramref name="destination"/> has.</param>
    /// <param name="destination">Receives the values.</param>
    public static void Widen(Precision precision, ReadOnlySpan<byte> source, Span<float> destination)
    {
        source = source[..checked(destination.Length * precision.Bytes())];
        if (precision == Precision.Fp32)
            source.CopyTo(MemoryMarshal.AsBytes(destination));
        else if (precision == Precision.Bf16)
            WidenHalves<BFloat16Bits>(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
        else
            WidenHalves<Float16Bits>(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
    }

    /// <summary>Rounds fp32 to nearest even and stores it; too large values become infinite, NaN becomes the quiet NaN.</summary>
    /// <param name="precision">What to store.</param>
    /// <param name="source">The values.</param>
    /// <param name="destination">Receives the elements, little-endian; at least as many as <paramref name="source"/> has.</param>
    public static void Narrow(Precision precision, ReadOnlySpan<float> source, Span<byte> destination)
    {
        destination = destination[..checked(source.Length * precision.Bytes())];
        if (precision == Precision.Fp32)
            MemoryMarshal.AsBytes(source).CopyTo(destination);
        else if (precision == Precision.Bf16)
            NarrowHalves<BFloat16Bits>(MemoryMarshal.Cast<float, uint>(source), MemoryMarshal.Cast<byte, ushort>(destination));
        else
            NarrowHalves<Float16Bits>(MemoryMarshal.Cast<float, uint>(source), MemoryMarshal.Cast<byte, ushort>(destination));
    }

    /// <summary>The nearest value of a precision, as fp32.</summary>
    public static float Round(Precision precision, float value)
    {
        if (precision == Precision.Fp32)
            return value;
        var bits = new Vector<uint>(BitConverter.SingleToUInt32Bits(value));
        var rounded = precision == Precision.Bf16
            ? BFloat16Bits.Widen(BFloat16Bits.Narrow(bits))
            : Float16Bits.Widen(Float16Bits.Narrow(bits));
        return BitConverter.UInt32BitsToSingle(rounded[0]);
    }

    private static void WidenHalves<TFormat>(ReadOnlySpan<ushort> source, Span<uint> destination)
        where TFormat : IHalfFormat
    {
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out var low, out var high);
            TFormat.Widen(low).CopyTo(destination[i..]);
            TFormat.Widen(high).CopyTo(destination[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
            destination[i] = TFormat.Widen(new Vector<uint>(source[i]))[0];
    }

    private static void NarrowHalves<TFormat>(ReadOnlySpan<uint> source, Span<ushort> destination)
        where TFormat : IHalfFormat
    {
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            var low = TFormat.Narrow(new Vector<uint>(source[i..]));
            var high = TFormat.Narrow(new Vector<uint>(source[(i + Vector<uint>.Count)..]));
            Vector.Narrow(low, high).CopyTo(destination[i..]);
        }

        for (; i < source.Length; i++)
            destination[i] = (ushort)TFormat.Narrow(new Vector<uint>(source[i]))[0];
    }
}
