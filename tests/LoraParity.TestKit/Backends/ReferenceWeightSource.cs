using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>A weight that is already in memory.</summary>
public sealed class ReferenceWeightSource(ReferenceTensor weight, bool conv1D = false) : IWeightSource
{
    public int Outputs => weight.Rows;

    public int Inputs => weight.Columns;

    public Precision Precision => weight.Precision;

    public bool IsConv1D => conv1D;

    public void ReadRows(int first, int count, Span<float> destination)
        => weight.Values.Slice(first * weight.Columns, count * weight.Columns).CopyTo(destination);
}
