using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Sums;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>
/// Keys and values of one sequence, laid out as the right-hand sides of tiles: keys in panels of 32 positions
/// [head, positions / 32, headSize, 32], values in rows [head, positions, headSize rounded up to 32]. In bf16 the features of a key
/// stand in the order of <see cref="SumOrder.SwappedPairs"/>, and so do the positions of the values.
/// </summary>
internal sealed unsafe class CachedSequence : IDisposable
{
    private readonly BufferPool _pool;
    private readonly int _headSize;
    private readonly int[]? _features;
    private readonly long _keyPanels;
    private readonly int _rows;
    private NativeBuffer? _keys;
    private NativeBuffer? _values;

    public CachedSequence(BufferPool pool, int capacity, int keyValueHeads, int headSize, int[]? features)
    {
        (_pool, Capacity, _headSize, _features) = (pool, capacity, headSize, features);
        _keyPanels = (capacity + TileSet.PanelWidth - 1) / TileSet.PanelWidth;
        ValueStride = (headSize + TileSet.PanelWidth - 1) / TileSet.PanelWidth * TileSet.PanelWidth;
        _keys = pool.Rent(keyValueHeads * _keyPanels * TileSet.PanelWidth * headSize);
        _rows = capacity + (capacity & 1);
        _values = pool.Rent((long)keyValueHeads * _rows * ValueStride);
    }

    /// <summary>Most positions.</summary>
    public int Capacity { get; }

    /// <summary>Positions held.</summary>
    public int Length { get; set; }

    /// <summary>Floats from one position's values to the next.</summary>
    public int ValueStride { get; }

    /// <summary>A panel of a head's keys: [headSize, 32].</summary>
    public float* Keys(int head, int panel) => Alive(_keys) + (((head * _keyPanels) + panel) * TileSet.PanelWidth * _headSize);

    /// <summary>A row of a head's values: that of a position, or of its neighbour where pairs are swapped.</summary>
    public float* Values(int head, int row) => Alive(_values) + ((((long)head * _rows) + row) * ValueStride);

    /// <summary>Writes one head's key and value at a position.</summary>
    public void Write(int head, int position, float* key, float* value)
    {
        var column = Keys(head, position / TileSet.PanelWidth) + (position % TileSet.PanelWidth);
        for (var i = 0; i < _headSize; i++)
            column[i * TileSet.PanelWidth] = key[_features is null ? i : _features[i]];
        new ReadOnlySpan<float>(value, _headSize).CopyTo(new Span<float>(Values(head, _features is null ? position : position ^ 1), _headSize));
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
