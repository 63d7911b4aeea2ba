using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>32 floats for each input.</summary>
internal readonly unsafe struct Fp32Panel : IPanelFormat
{
    public static int Stride => TileSet.PanelWidth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPanelFormat.Load<TLanes>(float* at, out TLanes low, out TLanes high)
        => (low, high) = (TLanes.Load(at), TLanes.Load(at + (TileSet.PanelWidth / 2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPanelFormat.Store<TLanes>(TLanes low, TLanes high, float* at)
    {
        low.Store(at);
        high.Store(at + (TileSet.PanelWidth / 2));
    }

    static float* IPanelFormat.Widen<TLanes>(float* panel, int depth, float* scratch) => panel;
}
