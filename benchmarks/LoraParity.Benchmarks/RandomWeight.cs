using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Benchmarks;

/// <summary>A weight of random values, about as large as real ones.</summary>
internal sealed class RandomWeight(int outputs, int inputs, Precision precision) : IWeightSource
{
    public int Outputs => outputs;

    public int Inputs => inputs;

    public Precision Precision => precision;

    /// <summary>Random values.</summary>
    public static float[] Values(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 0.1))];
    }

    public void ReadRows(int first, int count, Span<float> destination)
    {
        var random = new Random(first);
        for (var i = 0; i < count * inputs; i++)
            destination[i] = (random.NextSingle() - 0.5f) * 0.1f;
        Rounding.Round(destination, destination, precision);
    }
}
