namespace LoraParity.Inference.Tensors.Cpu.Threading;

/// <summary>
/// Threads that share the items of one <see cref="Work"/> with the calling thread. Handing out work allocates nothing,
/// and a worker that wakes late finds nothing left to do instead of being waited for.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly object _gate = new();
    private readonly Lock _oneAtATime = new();
    private readonly Thread[] _workers;
    private Work? _work;
    private long _round;
    private bool _stopped;

    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _workers = [.. Enumerable.Range(1, threads - 1).Select(StartWorker)];
    }

    /// <summary>Threads that work, the calling one included.</summary>
    public int Threads { get; }

    /// <summary>Runs all items; returns when they are done. The first failure is thrown here.</summary>
    public void Run(Work work, int items, int chunk)
    {
        work.Begin(items, chunk);
        if (_workers.Length == 0 || items <= chunk || Work.IsInside)
            work.TakeChunks();
        else
            Share(work);
        work.ThrowIfFailed();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var worker in _workers)
            worker.Join();
    }

    private void Share(Work work)
    {
        lock (_oneAtATime)
        {
            lock (_gate)
            {
                _work = work;
                _round++;
                Monitor.PulseAll(_gate);
            }

            work.TakeChunks();
            WaitForWorkers(work);
        }
    }

    private void WaitForWorkers(Work work)
    {
        lock (_gate)
        {
            _work = null;
            while (work.Entered > 0)
                Monitor.Wait(_gate);
        }
    }

    private Thread StartWorker(int number)
    {
        var thread = new Thread(Serve) { IsBackground = true, Name = $"LoraParity cpu worker {number}" };
        thread.Start();
        return thread;
    }

    private void Serve()
    {
        var seen = 0L;
        while (Enter(ref seen) is { } work)
        {
            work.TakeChunks();
            Leave(work);
        }
    }

    /// <summary>Waits for work this worker has not seen; null when the pool stops.</summary>
    private Work? Enter(ref long seen)
    {
        lock (_gate)
        {
            while (!_stopped && (_work is null || _round == seen))
                Monitor.Wait(_gate);
            if (_stopped)
                return null;
            seen = _round;
            _work!.Entered++;
            return _work;
        }
    }

    private void Leave(Work work)
    {
        lock (_gate)
        {
            if (--work.Entered == 0)
                Monitor.PulseAll(_gate);
        }
    }
}
