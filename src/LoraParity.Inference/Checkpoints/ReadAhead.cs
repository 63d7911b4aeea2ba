using Microsoft.Win32.SafeHandles;

namespace LoraParity.Inference.Checkpoints;

/// <summary>
/// Reads files on a thread of its own ahead of those who use their mapped pages, in the order of use, so that the disk works while
/// the processors do. It only fills the system's cache: what it cannot read, the user will meet.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private const int Step = 1 << 20;

    private readonly long _window;
    private readonly IReadOnlyList<FileRange> _ranges;
    private readonly object _gate = new();
    private readonly Dictionary<string, SafeFileHandle> _files = new(StringComparer.Ordinal);
    private readonly Thread _thread;
    private long _read;
    private long _needed;
    private bool _stopped;

    /// <summary>Starts to read.</summary>
    /// <param name="ranges">What will be used, in order.</param>
    /// <param name="window">How many bytes it may be ahead.</param>
    public ReadAhead(IReadOnlyList<FileRange> ranges, long window = 256 << 20)
    {
        (_ranges, _window) = (ranges, window);
        _thread = new Thread(ReadAll) { IsBackground = true, Name = "LoraParity read ahead" };
        _thread.Start();
    }

    /// <summary>Waits until so many bytes of all ranges, in their order, have been read.</summary>
    public void Require(long bytes)
    {
        lock (_gate)
        {
            _needed = Math.Max(_needed, bytes);
            Monitor.PulseAll(_gate);
            while (_read < bytes && !_stopped)
                Monitor.Wait(_gate);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        _thread.Join();
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private void ReadAll()
    {
        try
        {
            var buffer = new byte[Step];
            foreach (var range in _ranges)
            {
                for (var done = 0L; done < range.Length && MayGoOn(); done += Step)
                {
                    var count = (int)Math.Min(Step, range.Length - done);
                    RandomAccess.Read(Open(range.Path), buffer.AsSpan(0, count), range.Offset + done);
                    Advance(count);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever uses the mapped pages gets the error where it matters.
        }

        Stop();
    }

    private SafeFileHandle Open(string path)
    {
        if (!_files.TryGetValue(path, out var file))
            _files.Add(path, file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan));
        return file;
    }

    private bool MayGoOn()
    {
        lock (_gate)
        {
            while (_read > _needed + _window && !_stopped)
                Monitor.Wait(_gate);
            return !_stopped;
        }
    }

    private void Advance(int count)
    {
        lock (_gate)
        {
            _read += count;
            Monitor.PulseAll(_gate);
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }
}
