using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>16 words for each input; word j holds outputs j and 16 + j.</summary>
internal readonly unsafe struct HalfPanel<THalf> : IPanelFormat
    where THalf : struct, IHalfFormat
{
    public static int Stride => TileSet.PanelWidth / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPanelFormat.Load<TLanes>(float* at, out TLanes low, out TLanes high)
    {
        var words = TLanes.Load(at);
        (low, high) = (THalf.UnpackLow(words), THalf.UnpackHigh(words));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPanelFormat.Store<TLanes>(TLanes low, TLanes high, float* at) => THalf.Pack(low, high).Store(at);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float* IPanelFormat.Widen<TLanes>(float* panel, int depth, float* scratch)
    {
        for (var i = 0; i < depth * Stride; i += TLanes.Count)
        {
            var words = TLanes.Load(panel + i);
            var row = scratch + (i / Stride * TileSet.PanelWidth) + (i % Stride);
            THalf.UnpackLow(words).Store(row);
            THalf.UnpackHigh(words).Store(row + Stride);
        }

        return scratch;
    }
}
