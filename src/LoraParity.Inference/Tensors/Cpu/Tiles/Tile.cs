using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>
/// Sums += A·B for a few rows and two vectors of columns, all sums in registers. Each sum is one chain of fused
/// multiply-adds in ascending depth, so that the height of the tile and the cut of the depth never change its bits.
/// a is [depth, rows], b is [depth, bStride].
/// </summary>
/// <remarks>
/// <c>same</c> is a once more, which the compiler cannot know: a few factors are read twice, each time as part of a multiply-add. All of
/// them read once for both columns would take more instructions than a processor can begin while it multiplies, all of them read twice
/// more loads. The tallest tiles go two steps of depth at a time for the same reason.
/// </remarks>
/// <typeparam name="TMath">The vector's operations.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal static unsafe class Tile<TMath, TVector>
    where TMath : struct, ITileMath<TVector>
    where TVector : struct
{
    /// <summary>From a tile's first vector of columns to its second.</summary>
    private const int Apart = TileSet.PanelWidth / 2;

    /// <summary>Twelve rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Twelve(float* a, float* same, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var stride = sums.FromStride;
        var next = ahead.From;
        Load(c, stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1);
        Load(c + (2 * stride), stride, out TVector l2, out TVector h2, out TVector l3, out TVector h3);
        Load(c + (4 * stride), stride, out TVector l4, out TVector h4, out TVector l5, out TVector h5);
        Load(c + (6 * stride), stride, out TVector l6, out TVector h6, out TVector l7, out TVector h7);
        Load(c + (8 * stride), stride, out TVector l8, out TVector h8, out TVector l9, out TVector h9);
        Load(c + (10 * stride), stride, out TVector l10, out TVector h10, out TVector l11, out TVector h11);
        for (; depth > 0; depth -= 2)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            Step(a + 4, low, high, ref l4, ref h4);
            Step(a + 5, low, high, ref l5, ref h5);
            Step(a + 6, low, high, ref l6, ref h6);
            Step(a + 7, low, high, ref l7, ref h7);
            Step(a + 8, low, high, ref l8, ref h8);
            Step(a + 9, same + 9, low, high, ref l9, ref h9);
            Step(a + 10, same + 10, low, high, ref l10, ref h10);
            Step(a + 11, same + 11, low, high, ref l11, ref h11);
            if (depth == 1)
                break;
            b += bStride;
            (low, high) = (TMath.Load(b), TMath.Load(b + Apart));
            TMath.Prefetch(next + ahead.Step);
            Step(a + 12, low, high, ref l0, ref h0);
            Step(a + 13, low, high, ref l1, ref h1);
            Step(a + 14, low, high, ref l2, ref h2);
            Step(a + 15, low, high, ref l3, ref h3);
            Step(a + 16, low, high, ref l4, ref h4);
            Step(a + 17, low, high, ref l5, ref h5);
            Step(a + 18, low, high, ref l6, ref h6);
            Step(a + 19, low, high, ref l7, ref h7);
            Step(a + 20, low, high, ref l8, ref h8);
            Step(a + 21, same + 21, low, high, ref l9, ref h9);
            Step(a + 22, same + 22, low, high, ref l10, ref h10);
            Step(a + 23, same + 23, low, high, ref l11, ref h11);
            a += 24;
            same += 24;
            b += bStride;
            next += 2 * ahead.Step;
        }

        c = sums.To;
        stride = sums.ToStride;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            Merge(c, stride, ref l0, ref h0, ref l1, ref h1);
            Merge(c + (2 * stride), stride, ref l2, ref h2, ref l3, ref h3);
            Merge(c + (4 * stride), stride, ref l4, ref h4, ref l5, ref h5);
            Merge(c + (6 * stride), stride, ref l6, ref h6, ref l7, ref h7);
            Merge(c + (8 * stride), stride, ref l8, ref h8, ref l9, ref h9);
            Merge(c + (10 * stride), stride, ref l10, ref h10, ref l11, ref h11);
        }

        Store(c, stride, l0, h0, l1, h1);
        Store(c + (2 * stride), stride, l2, h2, l3, h3);
        Store(c + (4 * stride), stride, l4, h4, l5, h5);
        Store(c + (6 * stride), stride, l6, h6, l7, h7);
        Store(c + (8 * stride), stride, l8, h8, l9, h9);
        Store(c + (10 * stride), stride, l10, h10, l11, h11);
    }

    /// <summary>Eight rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Eight(float* a, float* same, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var stride = sums.FromStride;
        var next = ahead.From;
        Load(c, stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1);
        Load(c + (2 * stride), stride, out TVector l2, out TVector h2, out TVector l3, out TVector h3);
        Load(c + (4 * stride), stride, out TVector l4, out TVector h4, out TVector l5, out TVector h5);
        Load(c + (6 * stride), stride, out TVector l6, out TVector h6, out TVector l7, out TVector h7);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            Step(a + 4, low, high, ref l4, ref h4);
            Step(a + 5, low, high, ref l5, ref h5);
            Step(a + 6, same + 6, low, high, ref l6, ref h6);
            Step(a + 7, same + 7, low, high, ref l7, ref h7);
            a += 8;
            same += 8;
            b += bStride;
            next += ahead.Step;
        }

        c = sums.To;
        stride = sums.ToStride;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            Merge(c, stride, ref l0, ref h0, ref l1, ref h1);
            Merge(c + (2 * stride), stride, ref l2, ref h2, ref l3, ref h3);
            Merge(c + (4 * stride), stride, ref l4, ref h4, ref l5, ref h5);
            Merge(c + (6 * stride), stride, ref l6, ref h6, ref l7, ref h7);
        }

        Store(c, stride, l0, h0, l1, h1);
        Store(c + (2 * stride), stride, l2, h2, l3, h3);
        Store(c + (4 * stride), stride, l4, h4, l5, h5);
        Store(c + (6 * stride), stride, l6, h6, l7, h7);
    }

    /// <summary>Six rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Six(float* a, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var stride = sums.FromStride;
        var next = ahead.From;
        Load(c, stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1);
        Load(c + (2 * stride), stride, out TVector l2, out TVector h2, out TVector l3, out TVector h3);
        Load(c + (4 * stride), stride, out TVector l4, out TVector h4, out TVector l5, out TVector h5);
        for (; depth > 0; depth -= 2)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            Step(a + 4, low, high, ref l4, ref h4);
            Step(a + 5, low, high, ref l5, ref h5);
            if (depth == 1)
                break;
            b += bStride;
            (low, high) = (TMath.Load(b), TMath.Load(b + Apart));
            TMath.Prefetch(next + ahead.Step);
            Step(a + 6, low, high, ref l0, ref h0);
            Step(a + 7, low, high, ref l1, ref h1);
            Step(a + 8, low, high, ref l2, ref h2);
            Step(a + 9, low, high, ref l3, ref h3);
            Step(a + 10, low, high, ref l4, ref h4);
            Step(a + 11, low, high, ref l5, ref h5);
            a += 12;
            b += bStride;
            next += 2 * ahead.Step;
        }

        c = sums.To;
        stride = sums.ToStride;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            Merge(c, stride, ref l0, ref h0, ref l1, ref h1);
            Merge(c + (2 * stride), stride, ref l2, ref h2, ref l3, ref h3);
            Merge(c + (4 * stride), stride, ref l4, ref h4, ref l5, ref h5);
        }

        Store(c, stride, l0, h0, l1, h1);
        Store(c + (2 * stride), stride, l2, h2, l3, h3);
        Store(c + (4 * stride), stride, l4, h4, l5, h5);
    }

    /// <summary>Four rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Four(float* a, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var stride = sums.FromStride;
        var next = ahead.From;
        Load(c, stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1);
        Load(c + (2 * stride), stride, out TVector l2, out TVector h2, out TVector l3, out TVector h3);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            Step(a + 2, low, high, ref l2, ref h2);
            Step(a + 3, low, high, ref l3, ref h3);
            a += 4;
            b += bStride;
            next += ahead.Step;
        }

        c = sums.To;
        stride = sums.ToStride;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            Merge(c, stride, ref l0, ref h0, ref l1, ref h1);
            Merge(c + (2 * stride), stride, ref l2, ref h2, ref l3, ref h3);
        }

        Store(c, stride, l0, h0, l1, h1);
        Store(c + (2 * stride), stride, l2, h2, l3, h3);
    }

    /// <summary>Two rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Two(float* a, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var stride = sums.FromStride;
        var next = ahead.From;
        Load(c, stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            Step(a + 1, low, high, ref l1, ref h1);
            a += 2;
            b += bStride;
            next += ahead.Step;
        }

        c = sums.To;
        stride = sums.ToStride;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            Merge(c, stride, ref l0, ref h0, ref l1, ref h1);
        }

        Store(c, stride, l0, h0, l1, h1);
    }

    /// <summary>One row.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void One(float* a, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        var c = sums.From;
        var next = ahead.From;
        TVector l0 = TMath.Load(c), h0 = TMath.Load(c + Apart);
        for (; depth > 0; depth--)
        {
            TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
            TMath.Prefetch(next);
            Step(a, low, high, ref l0, ref h0);
            a += 1;
            b += bStride;
            next += ahead.Step;
        }

        c = sums.To;
        for (var merges = sums.Merges; merges > 0; merges--)
        {
            c -= sums.MergeStride;
            (l0, h0) = (TMath.Add(TMath.Load(c), l0), TMath.Add(TMath.Load(c + Apart), h0));
        }

        TMath.Store(l0, c);
        TMath.Store(h0, c + Apart);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Load(float* c, nint stride, out TVector l0, out TVector h0, out TVector l1, out TVector h1)
    {
        l0 = TMath.Load(c);
        h0 = TMath.Load(c + Apart);
        l1 = TMath.Load(c + stride);
        h1 = TMath.Load(c + stride + Apart);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Step(float* a, TVector low, TVector high, ref TVector l, ref TVector h)
    {
        var x = TMath.Broadcast(a);
        l = TMath.Fma(x, low, l);
        h = TMath.Fma(x, high, h);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Step(float* a, float* same, TVector low, TVector high, ref TVector l, ref TVector h)
    {
        l = TMath.Fma(TMath.Broadcast(a), low, l);
        h = TMath.Fma(TMath.Broadcast(same), high, h);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Merge(float* c, nint stride, ref TVector l0, ref TVector h0, ref TVector l1, ref TVector h1)
    {
        l0 = TMath.Add(TMath.Load(c), l0);
        h0 = TMath.Add(TMath.Load(c + Apart), h0);
        l1 = TMath.Add(TMath.Load(c + stride), l1);
        h1 = TMath.Add(TMath.Load(c + stride + Apart), h1);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Store(float* c, nint stride, TVector l0, TVector h0, TVector l1, TVector h1)
    {
        TMath.Store(l0, c);
        TMath.Store(h0, c + Apart);
        TMath.Store(l1, c + stride);
        TMath.Store(h1, c + stride + Apart);
    }
}
