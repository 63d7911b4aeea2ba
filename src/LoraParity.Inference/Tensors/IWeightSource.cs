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
    /// Whether it is A or B of an adapter held in fp32, whose few outputs OpenBLAS under PyTorch sums in sixteen interleaved chains.
    /// </summary>
    bool IsAdapterFactor => false;

    /// <summary>How a backend may form the matrix itself, in its own order of sums; null where rows have to be read.</summary>
    WeightFormula? Formula => null;

    /// <summary>Reads rows as fp32 into <paramref name="destination"/>, row after row. Safe to call from several threads at once.</summary>
    void ReadRows(int first, int count, Span<float> destination);
}
