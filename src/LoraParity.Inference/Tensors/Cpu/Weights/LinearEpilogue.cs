using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>What follows the sums of a linear layer: the bias, and the one rounding.</summary>
internal static unsafe class LinearEpilogue
{
    /// <summary>Finishes one panel's outputs.</summary>
    /// <param name="sums">[rows, 32].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="bias">The panel's biases, or null.</param>
    /// <param name="result">The panel's part of the first row.</param>
    /// <param name="stride">Floats from one row of the result to the next.</param>
    /// <param name="width">Outputs in the panel.</param>
    [MethodImpl(HotPath.Loop)]
    public static void Finish<TLanes, TFormat>(float* sums, int rows, float* bias, float* result, long stride, int width)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        for (; rows > 0; rows--)
        {
            var i = 0;
            for (; i <= width - TLanes.Count; i += TLanes.Count)
                One<TLanes, TFormat>(sums + i, bias, result + i, i);
            for (; i < width; i++)
                One<Lanes1, TFormat>(sums + i, bias, result + i, i);
            sums += TileSet.PanelWidth;
            result += stride;
        }
    }

    [MethodImpl(HotPath.Inline)]
    private static void One<TLanes, TFormat>(float* sum, float* bias, float* result, int i)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var value = TLanes.Load(sum);
        if (bias != null)
            value += TLanes.Load(bias + i);
        TFormat.Round(value).Store(result);
    }
}
