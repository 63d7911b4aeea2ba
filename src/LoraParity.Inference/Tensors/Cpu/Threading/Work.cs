using System.Runtime.ExceptionServices;

namespace LoraParity.Inference.Tensors.Cpu.Threading;

/// <summary>Items that several threads take one chunk at a time.</summary>
internal abstract class Work
{
    [ThreadStatic]
    private static bool _inside;

    private int _next;
    private int _items;
    private int _chunk;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether the calling thread is inside some work: what it starts there it does alone.</summary>
    public static bool IsInside => _inside;

    /// <summary>Threads inside <see cref="TakeChunks"/>; guarded by the pool.</summary>
    public int Entered { get; set; }

    /// <summary>Sets the work up.</summary>
    public void Begin(int items, int chunk)
    {
        (_next, _items, _chunk, _failure) = (0, items, chunk, null);
    }

    /// <summary>Works until nothing is left to take.</summary>
    public void TakeChunks()
    {
        var outside = !_inside;
        _inside = true;
        try
        {
            for (var first = Take(); first < _items; first = Take())
                Run(first, Math.Min(_chunk, _items - first));
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            Volatile.Write(ref _next, _items);
        }
        finally
        {
            _inside = !outside;
        }
    }

    /// <summary>Throws on the calling thread what a worker met.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>Works on some items.</summary>
    protected abstract void Run(int first, int count);

    private int Take()
    {
        var first = Volatile.Read(ref _next);
        return first >= _items ? first : Interlocked.Add(ref _next, _chunk) - _chunk;
    }
}
