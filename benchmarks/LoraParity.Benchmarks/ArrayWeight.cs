using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks;

/// <summary>A weight that is already in memory.</summary>
internal sealed class ArrayWeight(float[] values, int outputs, int inputs, Precision precision) : IWeightSource
{
    public int Outputs => outputs;

    public int Inputs => inputs;

    public Precision Precision => precision;

    public void ReadRows(int first, int count, Span<float> destination)
        => values.AsSpan(first * inputs, count * inputs).CopyTo(destination);
}
