using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>
/// Keys and values of one sequence, laid out as the right-hand sides of tiles: keys in panels of 32 positions
/// [head, positions / 32, headSize, 32], values in rows [head, positions, headSize rounded up to 32].
/// </summary>
internal sealed unsafe class CachedSequence : IDisposable
{
    private readonly BufferPool _pool;
    private readonly int _headSize;
    private readonly long _keyPanels;
    private NativeBuffer? _keys;
    private NativeBuffer? _values;

    public CachedSequence(BufferPool pool, int capacity, int keyValueHeads, int headSize)
    {
        (_pool, Capacity, _headSize) = (pool, capacity, headSize);
        _keyPanels = (capacity + TileSet.PanelWidth - 1) / TileSet.PanelWidth;
        ValueStride = (headSize + TileSet.PanelWidth - 1) / TileSet.PanelWidth * TileSet.PanelWidth;
        _keys = pool.Rent(keyValueHeads * _keyPanels * TileSet.PanelWidth * headSize);
        _values = pool.Rent((long)keyValueHeads * capacity * ValueStride);
    }

    /// <summary>Most positions.</summary>
    public int Capacity { get; }

    /// <summary>Positions held.</summary>
    public int Length { get; set; }

    /// <summary>Floats from one position's values to the next.</summary>
    public int ValueStride { get; }

    /// <summary>A panel of a head's keys: [headSize, 32].</summary>
    public float* Keys(int head, int panel) => Alive(_keys) + (((head * _keyPanels) + panel) * TileSet.PanelWidth * _headSize);

    /// <summary>A head's values at a position.</summary>
    public float* Values(int head, int position) => Alive(_values) + ((((long)head * Capacity) + position) * ValueStride);

    /// <summary>Writes one head's key and value at a position.</summary>
    public void Write(int head, int position, float* key, float* value)
    {
        var column = Keys(head, position / TileSet.PanelWidth) + (position % TileSet.PanelWidth);
        for (var i = 0; i < _headSize; i++)
            column[i * TileSet.PanelWidth] = key[i];
        new ReadOnlySpan<float>(value, _headSize).CopyTo(new Span<float>(Values(head, position), _headSize));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Return(ref _keys);
        Return(ref _values);
    }

    private static float* Alive(NativeBuffer? buffer)
        => (buffer ?? throw new ObjectDisposedException(nameof(KeyValueCache), "The key/value cache was released.")).Floats;

    private void Return(ref NativeBuffer? buffer)
    {
        if (Interlocked.Exchange(ref buffer, null) is { } taken)
            _pool.Return(taken);
    }
}
