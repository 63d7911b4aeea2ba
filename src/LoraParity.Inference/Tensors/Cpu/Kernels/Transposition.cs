using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Turns rows into columns. Only bits move, so it serves any 32-bit content.</summary>
internal static unsafe class Transposition
{
    /// <summary>Columns that go through all rows before the next do, so that what is written stays in the nearest cache.</summary>
    private const int ColumnsOfBlock = 64;

    /// <summary>Writes source[r, c] to destination[places[c], r].</summary>
    /// <param name="source">[rows, sourceStride], of which <paramref name="columns"/> are read.</param>
    /// <param name="sourceStride">Floats from one row to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="destination">[columns, destinationStride], of which <paramref name="rows"/> are written.</param>
    /// <param name="destinationStride">Floats from one row of the destination to the next.</param>
    /// <param name="places">The row of the destination each column becomes; null for the same order.</param>
    [MethodImpl(HotPath.Loop)]
    public static void Transpose(
        float* source, long sourceStride, int rows, int columns, float* destination, long destinationStride, int[]? places = null)
    {
        fixed (int* place = places)
        {
            for (var first = 0; first < columns; first += ColumnsOfBlock)
            {
                var last = Math.Min(first + ColumnsOfBlock, columns);
                var row = 0;
                for (; row <= rows - 4; row += 4)
                    FourRows(source + (row * sourceStride), sourceStride, first, last, destination + row, destinationStride, place);
                for (; row < rows; row++)
                    OneRow(source + (row * sourceStride), first, last, destination + row, destinationStride, place);
            }
        }
    }

    [MethodImpl(HotPath.Loop)]
    private static void FourRows(float* source, long sourceStride, int first, int last, float* destination, long stride, int* place)
    {
        var column = first;
        for (; column <= last - 4 && place == null; column += 4)
        {
            var to = destination + (column * stride);
            FourByFour(source + column, sourceStride, to, to + stride, to + (2 * stride), to + (3 * stride));
        }

        for (; column <= last - 4; column += 4)
        {
            var (a, b, c, d) = (place[column] * stride, place[column + 1] * stride, place[column + 2] * stride, place[column + 3] * stride);
            FourByFour(source + column, sourceStride, destination + a, destination + b, destination + c, destination + d);
        }

        for (var row = 0; row < 4; row++)
            OneRow(source + (row * sourceStride), column, last, destination + row, stride, place);
    }

    [MethodImpl(HotPath.Loop)]
    private static void OneRow(float* source, int first, int last, float* destination, long stride, int* place)
    {
        for (var column = first; column < last; column++)
            destination[(place == null ? column : place[column]) * stride] = source[column];
    }

    /// <summary>Four rows a, b, c, d: first a0 c0 a1 c1 and so on, then a0 b0 c0 d0.</summary>
    [MethodImpl(HotPath.Inline)]
    private static void FourByFour(float* source, long stride, float* first, float* second, float* third, float* fourth)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + stride);
        var c = Vector128.Load(source + (2 * stride));
        var d = Vector128.Load(source + (3 * stride));
        var (acLow, acHigh, bdLow, bdHigh) = (ZipLow(a, c), ZipHigh(a, c), ZipLow(b, d), ZipHigh(b, d));
        ZipLow(acLow, bdLow).Store(first);
        ZipHigh(acLow, bdLow).Store(second);
        ZipLow(acHigh, bdHigh).Store(third);
        ZipHigh(acHigh, bdHigh).Store(fourth);
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(HotPath.Inline)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(HotPath.Inline)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
