using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// Probabilities times values of one query in fp16: four chains by position as <see cref="SumOrder.FourChains"/> has them, over the
/// positions that PyTorch would multiply, of which masked ones add nothing.
/// </summary>
/// <param name="tiles">The tiles.</param>
/// <param name="values">A head's values at position 0, [positions, stride].</param>
/// <param name="stride">Floats from one position to the next: whole panels.</param>
/// <param name="scratch">Room for as many floats as positions are seen, and <paramref name="stride"/> more.</param>
internal readonly unsafe struct ChainedValues(TileSet tiles, float* values, int stride, float* scratch)
{
    private const int Chains = 4;

    /// <summary>Sums the visible positions.</summary>
    /// <param name="probabilities">The probability of position <paramref name="start"/> and those behind.</param>
    /// <param name="start">First visible position.</param>
    /// <param name="end">Behind the last visible position.</param>
    /// <param name="positions">Positions that PyTorch would multiply, masked ones included: at least <paramref name="end"/>.</param>
    /// <param name="sums">[stride].</param>
    public void Sum(float* probabilities, int start, int end, int positions, float* sums)
    {
        var whole = positions / Chains * Chains;
        for (var chain = 0; chain < Chains; chain++)
        {
            var first = start + ((chain - start) & (Chains - 1));
            var count = Choose(probabilities + (first - start), Math.Min(end, whole) - first);
            Accumulate(scratch + stride, first, Chains, count, sums, chain);
            if (chain == 0)
                AddRest(probabilities, start, end, whole, sums);
        }
    }

    /// <summary>Every fourth probability among the next ones.</summary>
    private int Choose(float* probabilities, int positions)
    {
        var count = 0;
        for (var position = 0; position < positions; position += Chains)
            scratch[stride + count++] = probabilities[position];
        return count;
    }

    private void AddRest(float* probabilities, int start, int end, int whole, float* sums)
    {
        var first = Math.Max(start, whole);
        for (var column = 0; column < stride && first < end; column += TileSet.PanelWidth)
            tiles.Accumulate(1, probabilities + (first - start), Value(first) + column, stride, TileSums.Continue(sums + column, stride), end - first);
    }

    private void Accumulate(float* a, int first, int step, int count, float* sums, int chain)
    {
        for (var column = 0; column < stride; column += TileSet.PanelWidth)
        {
            var target = chain == 0
                ? TileSums.Start(sums + column, stride)
                : TileSums.Start(scratch + column, stride) with { Merges = 1, MergeStride = (nint)(scratch - sums) };
            tiles.Accumulate(1, a, Value(first) + column, step * stride, target, count);
        }
    }

    private float* Value(int position) => values + ((long)position * stride);
}
