using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>The tiles of one vector type.</summary>
internal sealed unsafe class TileSet<TMath, TVector>(int maxRows) : TileSet
    where TMath : struct, ITileMath<TVector>
    where TVector : struct
{
    public override int MaxRows => maxRows;

    [MethodImpl(HotPath.Loop)]
    public override void Accumulate(int rows, float* a, float* b, nint bStride, TileSums sums, int depth)
    {
        for (var column = 0; column < PanelWidth / 2; column += TMath.Count)
            AccumulateTile(rows, a, b + column, bStride, sums.Shift(column), depth);
    }

    [MethodImpl(HotPath.Inline)]
    private static void AccumulateTile(int rows, float* a, float* b, nint bStride, TileSums sums, int depth)
    {
        switch (rows)
        {
            case 12:
                Tile<TMath, TVector>.Twelve(a, b, bStride, sums, depth);
                break;
            case 6:
                Tile<TMath, TVector>.Six(a, b, bStride, sums, depth);
                break;
            case 4:
                Tile<TMath, TVector>.Four(a, b, bStride, sums, depth);
                break;
            case 2:
                Tile<TMath, TVector>.Two(a, b, bStride, sums, depth);
                break;
            default:
                Tile<TMath, TVector>.One(a, b, bStride, sums, depth);
                break;
        }
    }
}
