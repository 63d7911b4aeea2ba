using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>A weight that is already in memory.</summary>
public sealed class ReferenceWeightSource(ReferenceTensor weight, WeightKind kind = WeightKind.Linear) : IWeightSource
{
    public int Outputs => weight.Rows;

    public int Inputs => weight.Columns;

    public Precision Precision => weight.Precision;

    public bool IsConv1D => kind == WeightKind.Conv1D;

    public bool IsAdapterFactor => kind == WeightKind.AdapterFactor;

    public void ReadRows(int first, int count, Span<float> destination)
        => weight.Values.Slice(first * weight.Columns, count * weight.Columns).CopyTo(destination);
}
