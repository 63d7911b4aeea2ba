using LoraParity.Inference.Tensors.Cpu.Lanes;
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
    public void Sum<TLanes>(float* probabilities, int start, int end, int positions, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        var whole = positions / Chains * Chains;
        for (var chain = 0; chain < Chains; chain++)
        {
            var target = chain == 0 ? sums : scratch;
            new Span<float>(target, stride).Clear();
            var first = start + ((chain - start) & (Chains - 1));
            AddChain(probabilities + (first - start), first, Math.Min(end, whole), target);
            if (chain == 0)
                AddRest(probabilities, start, end, whole, target);
            else
                OrderedSum.Add<TLanes>(sums, scratch, stride);
        }
    }

    private void AddChain(float* probabilities, int first, int end, float* target)
    {
        var chosen = scratch + stride;
        var count = 0;
        for (var position = first; position < end; position += Chains)
        {
            chosen[count++] = *probabilities;
            probabilities += Chains;
        }

        Accumulate(chosen, first, Chains, count, target);
    }

    private void AddRest(float* probabilities, int start, int end, int whole, float* target)
    {
        var first = Math.Max(start, whole);
        Accumulate(probabilities + (first - start), first, 1, end - first, target);
    }

    private void Accumulate(float* a, int first, int step, int count, float* target)
    {
        for (var column = 0; column < stride && count > 0; column += TileSet.PanelWidth)
            tiles.Accumulate(1, a, values + ((long)first * stride) + column, step * stride, target + column, stride, count);
    }
}
