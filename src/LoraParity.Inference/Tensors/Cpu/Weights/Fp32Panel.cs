using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>32 floats for each input.</summary>
internal readonly unsafe struct Fp32Panel : IPanelFormat
{
    public static int Stride => TileSet.PanelWidth;

    [MethodImpl(HotPath.Inline)]
    static void IPanelFormat.Load<TLanes>(float* at, out TLanes low, out TLanes high)
        => (low, high) = (TLanes.Load(at), TLanes.Load(at + (TileSet.PanelWidth / 2)));

    static int IPanelFormat.Join<TLanes>(float* rows, int inputs) => TileSet.PanelWidth;

    static float* IPanelFormat.Widen<TLanes>(float* panel, int depth, float* scratch) => panel;
}
