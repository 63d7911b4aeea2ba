using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>
/// C += A·B for a few rows and two vectors of columns, all sums in registers. Each element of C is one chain of fused
/// multiply-adds in ascending depth, so that the height of the tile and the cut of the depth never change its bits.
/// </summary>
/// <typeparam name="TMath">The vector's operations.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal static unsafe class Tile<TMath, TVector>
    where TMath : struct, ITileMath<TVector>
    where TVector : struct
{
    /// <summary>From a tile's first vector of columns to its second.</summary>
    private const int Apart = TileSet.PanelWidth / 2;

    /// <summary>Twelve rows: a is [depth, 12], b is [depth, bStride], c is [12, cStride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Twelve(float* a, float* b, int bStride, float* c, nint cStride, int depth)
    {
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        TVector l1 = TMath.Load(c + cStride), h1 = TMath.Load(c + cStride + Apart);
        TVector l2 = TMath.Load(c + (2 * cStride)), h2 = TMath.Load(c + (2 * cStride) + Apart);
        TVector l3 = TMath.Load(c + (3 * cStride)), h3 = TMath.Load(c + (3 * cStride) + Apart);
        TVector l4 = TMath.Load(c + (4 * cStride)), h4 = TMath.Load(c + (4 * cStride) + Apart);
        TVector l5 = TMath.Load(c + (5 * cStride)), h5 = TMath.Load(c + (5 * cStride) + Apart);
        TVector l6 = TMath.Load(c + (6 * cStride)), h6 = TMath.Load(c + (6 * cStride) + Apart);
        TVector l7 = TMath.Load(c + (7 * cStride)), h7 = TMath.Load(c + (7 * cStride) + Apart);
        TVector l8 = TMath.Load(c + (8 * cStride)), h8 = TMath.Load(c + (8 * cStride) + Apart);
        TVector l9 = TMath.Load(c + (9 * cStride)), h9 = TMath.Load(c + (9 * cStride) + Apart);
        TVector l10 = TMath.Load(c + (10 * cStride)), h10 = TMath.Load(c + (10 * cStride) + Apart);
        TVector l11 = TMath.Load(c + (11 * cStride)), h11 = TMath.Load(c + (11 * cStride) + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            Step(a + 4, low, high, ref l4, ref h4);
            Step(a + 5, low, high, ref l5, ref h5);
            Step(a + 6, low, high, ref l6, ref h6);
            Step(a + 7, low, high, ref l7, ref h7);
            Step(a + 8, low, high, ref l8, ref h8);
            Step(a + 9, low, high, ref l9, ref h9);
            Step(a + 10, low, high, ref l10, ref h10);
            Step(a + 11, low, high, ref l11, ref h11);
            a += 12;
            b += bStride;
        }

        Store(c, l0, h0);
        Store(c + cStride, l1, h1);
        Store(c + (2 * cStride), l2, h2);
        Store(c + (3 * cStride), l3, h3);
        Store(c + (4 * cStride), l4, h4);
        Store(c + (5 * cStride), l5, h5);
        Store(c + (6 * cStride), l6, h6);
        Store(c + (7 * cStride), l7, h7);
        Store(c + (8 * cStride), l8, h8);
        Store(c + (9 * cStride), l9, h9);
        Store(c + (10 * cStride), l10, h10);
        Store(c + (11 * cStride), l11, h11);
    }

    /// <summary>Six rows: a is [depth, 6], b is [depth, bStride], c is [6, cStride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Six(float* a, float* b, int bStride, float* c, nint cStride, int depth)
    {
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        TVector l1 = TMath.Load(c + cStride), h1 = TMath.Load(c + cStride + Apart);
        TVector l2 = TMath.Load(c + (2 * cStride)), h2 = TMath.Load(c + (2 * cStride) + Apart);
        TVector l3 = TMath.Load(c + (3 * cStride)), h3 = TMath.Load(c + (3 * cStride) + Apart);
        TVector l4 = TMath.Load(c + (4 * cStride)), h4 = TMath.Load(c + (4 * cStride) + Apart);
        TVector l5 = TMath.Load(c + (5 * cStride)), h5 = TMath.Load(c + (5 * cStride) + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            Step(a + 4, low, high, ref l4, ref h4);
            Step(a + 5, low, high, ref l5, ref h5);
            a += 6;
            b += bStride;
        }

        Store(c, l0, h0);
        Store(c + cStride, l1, h1);
        Store(c + (2 * cStride), l2, h2);
        Store(c + (3 * cStride), l3, h3);
        Store(c + (4 * cStride), l4, h4);
        Store(c + (5 * cStride), l5, h5);
    }

    /// <summary>Four rows: a is [depth, 4], b is [depth, bStride], c is [4, cStride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(float* a, float* b, int bStride, float* c, nint cStride, int depth)
    {
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        TVector l1 = TMath.Load(c + cStride), h1 = TMath.Load(c + cStride + Apart);
        TVector l2 = TMath.Load(c + (2 * cStride)), h2 = TMath.Load(c + (2 * cStride) + Apart);
        TVector l3 = TMath.Load(c + (3 * cStride)), h3 = TMath.Load(c + (3 * cStride) + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            a += 4;
            b += bStride;
        }

        Store(c, l0, h0);
        Store(c + cStride, l1, h1);
        Store(c + (2 * cStride), l2, h2);
        Store(c + (3 * cStride), l3, h3);
    }

    /// <summary>Two rows: a is [depth, 2], b is [depth, bStride], c is [2, cStride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(float* a, float* b, int bStride, float* c, nint cStride, int depth)
    {
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        TVector l1 = TMath.Load(c + cStride), h1 = TMath.Load(c + cStride + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            a += 2;
            b += bStride;
        }

        Store(c, l0, h0);
        Store(c + cStride, l1, h1);
    }

    /// <summary>One row: a is [depth, 1], b is [depth, bStride], c is [1, cStride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(float* a, float* b, int bStride, float* c, nint cStride, int depth)
    {
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            Step(a, low, high, ref l0, ref h0);
            a += 1;
            b += bStride;
        }

        Store(c, l0, h0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float* a, TVector low, TVector high, ref TVector l, ref TVector h)
    {
        var x = TMath.Broadcast(a);
        l = TMath.Fma(x, low, l);
        h = TMath.Fma(x, high, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, TVector low, TVector high)
    {
        TMath.Store(low, c);
        TMath.Store(high, c + Apart);
    }
}
