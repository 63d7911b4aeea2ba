using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>16 words for each input; word j holds outputs j and 16 + j.</summary>
internal readonly unsafe struct HalfPanel<THalf> : IPanelFormat
    where THalf : struct, IHalfFormat
{
    public static int Stride => TileSet.PanelWidth / 2;

    [MethodImpl(HotPath.Inline)]
    static void IPanelFormat.Load<TLanes>(float* at, out TLanes low, out TLanes high)
    {
        var words = TLanes.Load(at);
        (low, high) = (THalf.UnpackLow(words), THalf.UnpackHigh(words));
    }

    [MethodImpl(HotPath.Loop)]
    static int IPanelFormat.Join<TLanes>(float* rows, int inputs)
    {
        var n = (long)Stride * inputs;
        var i = 0L;
        for (; i <= n - TLanes.Count; i += TLanes.Count)
            THalf.Pack(TLanes.Load(rows + i), TLanes.Load(rows + n + i)).Store(rows + i);
        for (; i < n; i++)
            THalf.Pack(Lanes1.Load(rows + i), Lanes1.Load(rows + n + i)).Store(rows + i);
        return Stride;
    }

    [MethodImpl(HotPath.Loop)]
    static float* IPanelFormat.Widen<TLanes>(float* panel, int depth, float* scratch)
    {
        var row = scratch;
        for (; depth > 0; depth--)
        {
            for (var j = 0; j < Stride; j += TLanes.Count)
            {
                var words = TLanes.Load(panel + j);
                THalf.UnpackLow(words).Store(row + j);
                THalf.UnpackHigh(words).Store(row + j + Stride);
            }

            panel += Stride;
            row += TileSet.PanelWidth;
        }

        return scratch;
    }
}
