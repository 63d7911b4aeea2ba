using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors;

/// <summary>A linear layer's weight, laid out as the backend likes it.</summary>
/// <param name="outputs">Output features.</param>
/// <param name="inputs">Input features.</param>
/// <param name="precision">The dtype its values are exact in.</param>
public abstract class WeightMatrix(int outputs, int inputs, Precision precision) : IDisposable
{
    /// <summary>Output features.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Input features.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>The dtype its values are exact in.</summary>
    public Precision Precision { get; } = precision;

    /// <summary>Bytes held.</summary>
    public abstract long Bytes { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the memory; may be called twice.</summary>
    protected abstract void Release();
}
