namespace LoraParity.Inference.Tensors;

/// <summary>Keys and values of one layer for several sequences, grown by <see cref="ITensorBackend.Attend"/>.</summary>
public abstract class KeyValueCache : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the memory; may be called twice.</summary>
    protected abstract void Release();
}
