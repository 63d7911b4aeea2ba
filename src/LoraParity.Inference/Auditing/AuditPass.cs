using System.Collections.Concurrent;
using LoraParity.Engines;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Auditing;

/// <summary>One pass over all weights in the order of the tasks: rows are compared on all cores while the next are read.</summary>
/// <param name="tasks">What to compare.</param>
internal sealed class AuditPass(IReadOnlyList<AuditTask> tasks)
{
    private const int ElementsPerPart = 1 << 21;

    /// <summary>Compares everything.</summary>
    /// <returns>What each task gave.</returns>
    public IReadOnlyList<AuditMeasure> Run(Action<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var parts = tasks.SelectMany(Parts).ToList();
        var measures = new AuditMeasure[parts.Count];
        var ends = EndsOf(parts);
        var total = tasks.Sum(task => (double)task.After.Outputs * task.After.Inputs);
        var done = 0L;
        var gate = new Lock();
        using var ahead = new ReadAhead([.. parts.SelectMany(part => part.Stored)]);
        ForEachInOrder(parts.Count, i =>
        {
            ahead.Require(ends[i]);
            measures[i] = AuditMeasure.Of(tasks[parts[i].Task], parts[i].First, parts[i].Rows, cancellationToken);
            lock (gate)
                progress?.Invoke(new RunProgress($"comparing {tasks[parts[i].Task].Name}", (done += measures[i].Elements) / total));
        }, cancellationToken);
        var byTask = parts.Zip(measures).ToLookup(entry => entry.First.Task, entry => entry.Second);
        return [.. tasks.Select((task, i) => AuditMeasure.Join(task, byTask[i]))];
    }

    /// <summary>Every core takes the next item when it is done with one.</summary>
    private static void ForEachInOrder(int count, Action<int> work, CancellationToken cancellationToken)
    {
        try
        {
            var items = Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(items, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, work);
        }
        catch (AggregateException thrown) when (thrown.Input() is { } input)
        {
            throw input;
        }
    }

    private static IEnumerable<AuditPart> Parts(AuditTask task, int index)
    {
        var rows = Math.Max(1, ElementsPerPart / task.After.Inputs / DeltaMemo.RowsAtOnce) * DeltaMemo.RowsAtOnce;
        for (var first = 0; first < task.After.Outputs; first += rows)
        {
            var count = Math.Min(rows, task.After.Outputs - first);
            yield return new AuditPart(index, first, count, [.. task.Stored.SelectMany(stored => Stored(stored, first, count))]);
        }
    }

    /// <summary>Where rows of a stored parameter lie. A transposed one is read from end to end for its first rows.</summary>
    private static IEnumerable<FileRange> Stored(WeightRecipe recipe, int first, int count) => recipe switch
    {
        StackedWeight stacked => Stacked(stacked, first, count),
        StoredWeight { Layout: ParameterLayout.Transposed } weight => first == 0 ? [FileRange.Of(weight.Tensor)] : [],
        StoredWeight weight => [Rows(weight, first, count)],
        _ => [],
    };

    private static IEnumerable<FileRange> Stacked(StackedWeight stacked, int first, int count)
    {
        var top = Math.Clamp(stacked.Top.Outputs - first, 0, count);
        return Stored(stacked.Top, first, top).Concat(Stored(stacked.Bottom, first + top - stacked.Top.Outputs, count - top)).Where(range => range.Length > 0);
    }

    private static FileRange Rows(StoredWeight weight, int first, int count)
    {
        var whole = FileRange.Of(weight.Tensor);
        var rowBytes = whole.Length / Math.Max(1, weight.Tensor.Entry.Elements / weight.Inputs);
        return whole with { Offset = whole.Offset + ((((long)weight.Index * weight.Outputs) + first) * rowBytes), Length = count * rowBytes };
    }

    private static long[] EndsOf(List<AuditPart> parts)
    {
        var ends = new long[parts.Count];
        var end = 0L;
        for (var i = 0; i < ends.Length; i++)
            ends[i] = end += parts[i].Stored.Sum(range => range.Length);
        return ends;
    }
}
