using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>
/// Reads the files of the next stage while this one computes, and takes what is behind out of memory. A mapped page counts as this
/// process's memory until it is given back.
/// </summary>
/// <param name="readsAhead">Whether there is room for a second stage's pages.</param>
internal sealed class PageReader(bool readsAhead)
{
    private const long LeastBytes = 1 << 20;

    private Task _reading = Task.CompletedTask;

    /// <summary>Begins to read, on another thread.</summary>
    public void Begin(IReadOnlyCollection<CheckpointTensor> tensors)
    {
        if (readsAhead && IsWorthwhile(tensors))
            _reading = Task.Run(() => Read(tensors));
    }

    /// <summary>Waits until everything is read.</summary>
    public void Wait() => _reading.GetAwaiter().GetResult();

    /// <summary>Gives memory back.</summary>
    public static void Release(IReadOnlyCollection<CheckpointTensor> tensors)
    {
        if (!IsWorthwhile(tensors))
            return;
        foreach (var tensor in tensors)
            tensor.Release();
    }

    private static bool IsWorthwhile(IEnumerable<CheckpointTensor> tensors) => tensors.Sum(tensor => tensor.Entry.Length) >= LeastBytes;

    private static void Read(IEnumerable<CheckpointTensor> tensors)
    {
        foreach (var tensor in tensors)
            tensor.Prefetch();
    }
}
