using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// One tile's sums in a <see cref="SumOrder"/>: each chain is a call of the plain tile on a partial sum of its own.
/// <c>ReferenceOperations.Dot</c> of the test kit says the same plainly.
/// </summary>
/// <param name="tiles">The tiles.</param>
/// <param name="order">The order.</param>
/// <param name="partials">Scratch memory of <see cref="Scratch"/> floats.</param>
internal readonly unsafe struct OrderedSum(TileSet tiles, SumOrder order, float* partials)
{
    /// <summary>Floats of scratch memory that tiles of some height need.</summary>
    public static int Scratch(int height) => SumOrder.MostPartials * height * TileSet.PanelWidth;

    /// <summary>The sums of a tile.</summary>
    /// <param name="height">Rows: one of <see cref="TileSet.NextRows"/>.</param>
    /// <param name="a">[depth, height], in the order of the steps.</param>
    /// <param name="b">[depth, 32].</param>
    /// <param name="permuted">Whether b is in the order of the steps, too.</param>
    /// <returns>[height, 32], within the scratch memory.</returns>
    public float* Run<TLanes>(int height, float* a, float* b, bool permuted)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = height * TileSet.PanelWidth;
        var top = partials - size;
        foreach (var step in order.Steps)
        {
            if (!step.Continues)
            {
                top += size;
                new Span<float>(top, size).Clear();
            }

            var from = permuted ? b : b + ((long)step.First * TileSet.PanelWidth);
            tiles.Accumulate(height, a, from, permuted ? TileSet.PanelWidth : step.Stride * TileSet.PanelWidth, top, TileSet.PanelWidth, step.Length);
            a += step.Length * height;
            b += permuted ? step.Length * TileSet.PanelWidth : 0;
            for (var merge = 0; merge < step.Merges; merge++)
            {
                top -= size;
                Add<TLanes>(top, top + size, size);
            }
        }

        return top;
    }

    /// <summary>a += b.</summary>
    public static void Add<TLanes>(float* a, float* b, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var i = 0; i < count; i += TLanes.Count)
            (TLanes.Load(a + i) + TLanes.Load(b + i)).Store(a + i);
    }
}
