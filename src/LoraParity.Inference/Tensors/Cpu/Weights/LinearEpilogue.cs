using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>What follows the sums of a linear layer: the bias, and the one rounding.</summary>
internal static unsafe class LinearEpilogue
{
    /// <summary>Finishes some outputs of one row; <paramref name="bias"/> may be null, sums and result the same.</summary>
    public static void Finish<TLanes, TFormat>(float* sums, float* bias, float* result, int count)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        if (bias == null)
            Rows.Apply<RoundOperation, TLanes, TFormat>(default, sums, result, count);
        else
            Rows.Combine<SumOperation, TLanes, TFormat>(sums, bias, result, count);
    }
}
