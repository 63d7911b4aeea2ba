using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>
/// A slice of a sum in many chains, for a few rows and two vectors of columns: two chains at a time, each begun with zero, whose sum
/// is formed in registers. Chains of a few dozen products would otherwise spend much of their time on storing and fetching sums.
/// </summary>
/// <remarks><c>same</c> is as in <see cref="Tile{TMath, TVector}"/>.</remarks>
/// <typeparam name="TMath">The vector's operations.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal static unsafe class TilePairs<TMath, TVector>
    where TMath : struct, ITileMath<TVector>
    where TVector : struct
{
    /// <summary>From a tile's first vector of columns to its second.</summary>
    private const int Apart = TileSet.PanelWidth / 2;

    /// <summary>Six rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Six(in TileRun run, float* a, float* same, float* b, float* partials, float* sums)
    {
        var next = run.Ahead.From;
        nint step = run.Ahead.Step, height = run.Height;
        float* top = partials, otherA = a, otherB = b;
        float* otherSame = same;
        TVector l0 = default, h0 = default;
        TVector l1 = default, h1 = default;
        TVector l2 = default, h2 = default;
        TVector l3 = default, h3 = default;
        TVector l4 = default, h4 = default;
        TVector l5 = default, h5 = default;
        for (var pair = 0; pair < run.Pairs; pair++)
        {
            if (pair > 0)
            {
                Store(top, l0, h0);
                Store(top + TileSet.PanelWidth, l1, h1);
                Store(top + (2 * TileSet.PanelWidth), l2, h2);
                Store(top + (3 * TileSet.PanelWidth), l3, h3);
                Store(top + (4 * TileSet.PanelWidth), l4, h4);
                Store(top + (5 * TileSet.PanelWidth), l5, h5);
                top += 6 * TileSet.PanelWidth;
            }

            a = otherA;
            b = otherB;
            otherA += run.Depth * height;
            otherB += run.Depth * TileSet.PanelWidth;
            same = otherSame;
            otherSame += run.Depth * height;
            TVector m0 = default, i0 = default;
            TVector m1 = default, i1 = default;
            TVector m2 = default, i2 = default;
            TVector m3 = default, i3 = default;
            TVector m4 = default, i4 = default;
            TVector m5 = default, i5 = default;
            l0 = l1 = l2 = l3 = l4 = l5 = default;
            h0 = h1 = h2 = h3 = h4 = h5 = default;
            for (var depth = run.Depth; depth > 0; depth -= 2)
            {
                TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
                TMath.Prefetch(next);
                Step(a, low, high, ref l0, ref h0);
                Step(a + 1, low, high, ref l1, ref h1);
                Step(a + 2, low, high, ref l2, ref h2);
                Step(a + 3, low, high, ref l3, ref h3);
                Step(a + 4, low, high, ref l4, ref h4);
                Step(a + 5, same + 5, low, high, ref l5, ref h5);
                (low, high) = (TMath.Load(otherB), TMath.Load(otherB + Apart));
                Step(otherA, low, high, ref m0, ref i0);
                Step(otherA + 1, low, high, ref m1, ref i1);
                Step(otherA + 2, low, high, ref m2, ref i2);
                Step(otherA + 3, low, high, ref m3, ref i3);
                Step(otherA + 4, low, high, ref m4, ref i4);
                Step(otherA + 5, otherSame + 5, low, high, ref m5, ref i5);
                a += height;
                otherA += height;
                same += height;
                otherSame += height;
                if (depth == 1)
                {
                    otherB += TileSet.PanelWidth;
                    next += step;
                    break;
                }

                (low, high) = (TMath.Load(b + TileSet.PanelWidth), TMath.Load(b + TileSet.PanelWidth + Apart));
                TMath.Prefetch(next + step);
                Step(a, low, high, ref l0, ref h0);
                Step(a + 1, low, high, ref l1, ref h1);
                Step(a + 2, low, high, ref l2, ref h2);
                Step(a + 3, low, high, ref l3, ref h3);
                Step(a + 4, low, high, ref l4, ref h4);
                Step(a + 5, same + 5, low, high, ref l5, ref h5);
                (low, high) = (TMath.Load(otherB + TileSet.PanelWidth), TMath.Load(otherB + TileSet.PanelWidth + Apart));
                Step(otherA, low, high, ref m0, ref i0);
                Step(otherA + 1, low, high, ref m1, ref i1);
                Step(otherA + 2, low, high, ref m2, ref i2);
                Step(otherA + 3, low, high, ref m3, ref i3);
                Step(otherA + 4, low, high, ref m4, ref i4);
                Step(otherA + 5, otherSame + 5, low, high, ref m5, ref i5);
                a += height;
                otherA += height;
                same += height;
                otherSame += height;
                b += 2 * TileSet.PanelWidth;
                otherB += 2 * TileSet.PanelWidth;
                next += 2 * step;
            }

            (l0, h0) = (TMath.Add(l0, m0), TMath.Add(h0, i0));
            (l1, h1) = (TMath.Add(l1, m1), TMath.Add(h1, i1));
            (l2, h2) = (TMath.Add(l2, m2), TMath.Add(h2, i2));
            (l3, h3) = (TMath.Add(l3, m3), TMath.Add(h3, i3));
            (l4, h4) = (TMath.Add(l4, m4), TMath.Add(h4, i4));
            (l5, h5) = (TMath.Add(l5, m5), TMath.Add(h5, i5));
            for (var merges = run.Merges[pair]; merges > 0; merges--)
            {
                top -= 6 * TileSet.PanelWidth;
                Merge(top, ref l0, ref h0);
                Merge(top + TileSet.PanelWidth, ref l1, ref h1);
                Merge(top + (2 * TileSet.PanelWidth), ref l2, ref h2);
                Merge(top + (3 * TileSet.PanelWidth), ref l3, ref h3);
                Merge(top + (4 * TileSet.PanelWidth), ref l4, ref h4);
                Merge(top + (5 * TileSet.PanelWidth), ref l5, ref h5);
            }
        }

        for (var merges = run.LastMerges; merges > 0; merges--)
        {
            sums -= run.Apart;
            Merge(sums, ref l0, ref h0);
            Merge(sums + TileSet.PanelWidth, ref l1, ref h1);
            Merge(sums + (2 * TileSet.PanelWidth), ref l2, ref h2);
            Merge(sums + (3 * TileSet.PanelWidth), ref l3, ref h3);
            Merge(sums + (4 * TileSet.PanelWidth), ref l4, ref h4);
            Merge(sums + (5 * TileSet.PanelWidth), ref l5, ref h5);
        }

        Store(sums, l0, h0);
        Store(sums + TileSet.PanelWidth, l1, h1);
        Store(sums + (2 * TileSet.PanelWidth), l2, h2);
        Store(sums + (3 * TileSet.PanelWidth), l3, h3);
        Store(sums + (4 * TileSet.PanelWidth), l4, h4);
        Store(sums + (5 * TileSet.PanelWidth), l5, h5);
    }

    /// <summary>Four rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Four(in TileRun run, float* a, float* b, float* partials, float* sums)
    {
        var next = run.Ahead.From;
        nint step = run.Ahead.Step, height = run.Height;
        float* top = partials, otherA = a, otherB = b;
        TVector l0 = default, h0 = default;
        TVector l1 = default, h1 = default;
        TVector l2 = default, h2 = default;
        TVector l3 = default, h3 = default;
        for (var pair = 0; pair < run.Pairs; pair++)
        {
            if (pair > 0)
            {
                Store(top, l0, h0);
                Store(top + TileSet.PanelWidth, l1, h1);
                Store(top + (2 * TileSet.PanelWidth), l2, h2);
                Store(top + (3 * TileSet.PanelWidth), l3, h3);
                top += 4 * TileSet.PanelWidth;
            }

            a = otherA;
            b = otherB;
            otherA += run.Depth * height;
            otherB += run.Depth * TileSet.PanelWidth;
            TVector m0 = default, i0 = default;
            TVector m1 = default, i1 = default;
            TVector m2 = default, i2 = default;
            TVector m3 = default, i3 = default;
            l0 = l1 = l2 = l3 = default;
            h0 = h1 = h2 = h3 = default;
            for (var depth = run.Depth; depth > 0; depth--)
            {
                TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
                TMath.Prefetch(next);
                Step(a, low, high, ref l0, ref h0);
                Step(a + 1, low, high, ref l1, ref h1);
                Step(a + 2, low, high, ref l2, ref h2);
                Step(a + 3, low, high, ref l3, ref h3);
                (low, high) = (TMath.Load(otherB), TMath.Load(otherB + Apart));
                Step(otherA, low, high, ref m0, ref i0);
                Step(otherA + 1, low, high, ref m1, ref i1);
                Step(otherA + 2, low, high, ref m2, ref i2);
                Step(otherA + 3, low, high, ref m3, ref i3);
                a += height;
                otherA += height;
                b += TileSet.PanelWidth;
                otherB += TileSet.PanelWidth;
                next += step;
            }

            (l0, h0) = (TMath.Add(l0, m0), TMath.Add(h0, i0));
            (l1, h1) = (TMath.Add(l1, m1), TMath.Add(h1, i1));
            (l2, h2) = (TMath.Add(l2, m2), TMath.Add(h2, i2));
            (l3, h3) = (TMath.Add(l3, m3), TMath.Add(h3, i3));
            for (var merges = run.Merges[pair]; merges > 0; merges--)
            {
                top -= 4 * TileSet.PanelWidth;
                Merge(top, ref l0, ref h0);
                Merge(top + TileSet.PanelWidth, ref l1, ref h1);
                Merge(top + (2 * TileSet.PanelWidth), ref l2, ref h2);
                Merge(top + (3 * TileSet.PanelWidth), ref l3, ref h3);
            }
        }

        for (var merges = run.LastMerges; merges > 0; merges--)
        {
            sums -= run.Apart;
            Merge(sums, ref l0, ref h0);
            Merge(sums + TileSet.PanelWidth, ref l1, ref h1);
            Merge(sums + (2 * TileSet.PanelWidth), ref l2, ref h2);
            Merge(sums + (3 * TileSet.PanelWidth), ref l3, ref h3);
        }

        Store(sums, l0, h0);
        Store(sums + TileSet.PanelWidth, l1, h1);
        Store(sums + (2 * TileSet.PanelWidth), l2, h2);
        Store(sums + (3 * TileSet.PanelWidth), l3, h3);
    }

    /// <summary>Two rows.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Two(in TileRun run, float* a, float* b, float* partials, float* sums)
    {
        var next = run.Ahead.From;
        nint step = run.Ahead.Step, height = run.Height;
        float* top = partials, otherA = a, otherB = b;
        TVector l0 = default, h0 = default;
        TVector l1 = default, h1 = default;
        for (var pair = 0; pair < run.Pairs; pair++)
        {
            if (pair > 0)
            {
                Store(top, l0, h0);
                Store(top + TileSet.PanelWidth, l1, h1);
                top += 2 * TileSet.PanelWidth;
            }

            a = otherA;
            b = otherB;
            otherA += run.Depth * height;
            otherB += run.Depth * TileSet.PanelWidth;
            TVector m0 = default, i0 = default;
            TVector m1 = default, i1 = default;
            l0 = l1 = default;
            h0 = h1 = default;
            for (var depth = run.Depth; depth > 0; depth--)
            {
                TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
                TMath.Prefetch(next);
                Step(a, low, high, ref l0, ref h0);
                Step(a + 1, low, high, ref l1, ref h1);
                (low, high) = (TMath.Load(otherB), TMath.Load(otherB + Apart));
                Step(otherA, low, high, ref m0, ref i0);
                Step(otherA + 1, low, high, ref m1, ref i1);
                a += height;
                otherA += height;
                b += TileSet.PanelWidth;
                otherB += TileSet.PanelWidth;
                next += step;
            }

            (l0, h0) = (TMath.Add(l0, m0), TMath.Add(h0, i0));
            (l1, h1) = (TMath.Add(l1, m1), TMath.Add(h1, i1));
            for (var merges = run.Merges[pair]; merges > 0; merges--)
            {
                top -= 2 * TileSet.PanelWidth;
                Merge(top, ref l0, ref h0);
                Merge(top + TileSet.PanelWidth, ref l1, ref h1);
            }
        }

        for (var merges = run.LastMerges; merges > 0; merges--)
        {
            sums -= run.Apart;
            Merge(sums, ref l0, ref h0);
            Merge(sums + TileSet.PanelWidth, ref l1, ref h1);
        }

        Store(sums, l0, h0);
        Store(sums + TileSet.PanelWidth, l1, h1);
    }

    /// <summary>One row.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void One(in TileRun run, float* a, float* b, float* partials, float* sums)
    {
        var next = run.Ahead.From;
        nint step = run.Ahead.Step, height = run.Height;
        float* top = partials, otherA = a, otherB = b;
        TVector l0 = default, h0 = default;
        for (var pair = 0; pair < run.Pairs; pair++)
        {
            if (pair > 0)
            {
                Store(top, l0, h0);
                top += 1 * TileSet.PanelWidth;
            }

            a = otherA;
            b = otherB;
            otherA += run.Depth * height;
            otherB += run.Depth * TileSet.PanelWidth;
            TVector m0 = default, i0 = default;
            l0 = default;
            h0 = default;
            for (var depth = run.Depth; depth > 0; depth--)
            {
                TVector low = TMath.Load(b), high = TMath.Load(b + Apart);
                TMath.Prefetch(next);
                Step(a, low, high, ref l0, ref h0);
                (low, high) = (TMath.Load(otherB), TMath.Load(otherB + Apart));
                Step(otherA, low, high, ref m0, ref i0);
                a += height;
                otherA += height;
                b += TileSet.PanelWidth;
                otherB += TileSet.PanelWidth;
                next += step;
            }

            (l0, h0) = (TMath.Add(l0, m0), TMath.Add(h0, i0));
            for (var merges = run.Merges[pair]; merges > 0; merges--)
            {
                top -= 1 * TileSet.PanelWidth;
                Merge(top, ref l0, ref h0);
            }
        }

        for (var merges = run.LastMerges; merges > 0; merges--)
        {
            sums -= run.Apart;
            Merge(sums, ref l0, ref h0);
        }

        Store(sums, l0, h0);
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
    private static void Merge(float* c, ref TVector l, ref TVector h)
    {
        l = TMath.Add(TMath.Load(c), l);
        h = TMath.Add(TMath.Load(c + Apart), h);
    }

    [MethodImpl(HotPath.Inline)]
    private static void Store(float* c, TVector l, TVector h)
    {
        TMath.Store(l, c);
        TMath.Store(h, c + Apart);
    }
}
