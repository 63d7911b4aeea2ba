using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors;

/// <summary>
/// A weight matrix [Outputs, Inputs] that can be read by rows without existing as a whole:
/// mapped from a file and cast, or derived (base + ΔW, rounded to merge, save and compute dtype).
/// </summary>
public interface IWeightSource
{
    /// <summary>Output features: rows.</summary>
    int Outputs { get; }

    /// <summary>Input features: columns.</summary>
    int Inputs { get; }

    /// <summary>The dtype in which every value is exact.</summary>
    Precision Precision { get; }

    /// <summary>Whether the checkpoint stores the matrix untransposed (GPT-2's Conv1D), which in fp16 changes the order of the sums, as it does in PyTorch.</summary>
    bool IsConv1D => false;

    /// <summary>
    /// Whether each product is rounded before it is added (no fused multiply-add): the fp32 products of a LoRA branch, whose sum the
    /// reference BLAS under PyTorch makes so. Such weights have few rows or few columns.
    /// </summary>
    bool RoundsProducts => false;

    /// <summary>Reads rows as fp32 into <paramref name="destination"/>, row after row. Safe to call from several threads at once.</summary>
    void ReadRows(int first, int count, Span<float> destination);
}
