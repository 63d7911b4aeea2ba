using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>The tiles of one vector type.</summary>
internal sealed unsafe class TileSet<TMath, TVector>(int maxRows) : TileSet
    where TMath : struct, ITileMath<TVector>
    where TVector : struct
{
    public override int MaxRows => maxRows;

    [MethodImpl(HotPath.Loop)]
    public override void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, int depth, TileAhead ahead)
    {
        for (var column = 0; column < PanelWidth / 2; column += TMath.Count)
            Accumulate(rows, a, b + column, bStride, sums.Shift(column), ahead, depth);
    }

    [MethodImpl(HotPath.Loop)]
    public override void SumRun(in TileRun run, float* a, float* b, float* partials, float* sums)
    {
        var height = run.Height switch { 12 or 6 => 6, 8 or 4 => 4, 2 => 2, _ => 1 };
        for (var column = 0; column < PanelWidth / 2; column += TMath.Count)
        {
            for (var row = 0; row < run.Height; row += height)
                SumRun(height, run, a + row, b + column, partials, sums + (row * PanelWidth) + column);
        }
    }

    [MethodImpl(HotPath.Inline)]
    private static void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, TileAhead ahead, int depth)
    {
        switch (rows)
        {
            case 12:
                Tile<TMath, TVector>.Twelve(a, a, b, bStride, sums, ahead, depth);
                break;
            case 8:
                Tile<TMath, TVector>.Eight(a, a, b, bStride, sums, ahead, depth);
                break;
            case 6:
                Tile<TMath, TVector>.Six(a, b, bStride, sums, ahead, depth);
                break;
            case 4:
                Tile<TMath, TVector>.Four(a, b, bStride, sums, ahead, depth);
                break;
            case 2:
                Tile<TMath, TVector>.Two(a, b, bStride, sums, ahead, depth);
                break;
            default:
                Tile<TMath, TVector>.One(a, b, bStride, sums, ahead, depth);
                break;
        }
    }

    [MethodImpl(HotPath.Inline)]
    private static void SumRun(int height, in TileRun run, float* a, float* b, float* partials, float* sums)
    {
        switch (height)
        {
            case 6:
                TilePairs<TMath, TVector>.Six(run, a, a, b, partials, sums);
                break;
            case 4:
                TilePairs<TMath, TVector>.Four(run, a, b, partials, sums);
                break;
            case 2:
                TilePairs<TMath, TVector>.Two(run, a, b, partials, sums);
                break;
            default:
                TilePairs<TMath, TVector>.One(run, a, b, partials, sums);
                break;
        }
    }
}
