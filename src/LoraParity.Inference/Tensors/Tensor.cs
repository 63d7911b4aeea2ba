using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors;

/// <summary>A matrix of activations on a backend; every value is exactly representable in <see cref="Precision"/>.</summary>
/// <param name="rows">Rows: tokens.</param>
/// <param name="columns">Columns: features.</param>
/// <param name="precision">The dtype.</param>
public abstract class Tensor(int rows, int columns, Precision precision) : IDisposable
{
    /// <summary>Rows: tokens.</summary>
    public int Rows { get; } = rows;

    /// <summary>Columns: features.</summary>
    public int Columns { get; } = columns;

    /// <summary>The dtype.</summary>
    public Precision Precision { get; } = precision;

    /// <summary>Releases the memory; not needed for tensors made inside a <see cref="ITensorBackend.BeginScope"/>.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the memory; may be called twice.</summary>
    protected abstract void Release();
}
