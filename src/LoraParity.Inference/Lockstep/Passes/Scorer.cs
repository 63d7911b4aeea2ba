using LoraParity.Engines;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>
/// The one scoring pass: every variant over every sequence, stage by stage. Each distinct weight is laid out once, each distinct
/// hidden state is computed once.
/// </summary>
/// <param name="runner">Runs stages.</param>
/// <param name="plan">Which variants share which stages.</param>
/// <param name="batches">All sequences: each prompt with the reference's tokens.</param>
/// <param name="logitsRows">Most rows of logits at a time.</param>
/// <param name="sink">Receives logits, and hidden states where they are wanted.</param>
internal sealed class Scorer(StageRunner runner, SharingPlan plan, IReadOnlyList<PassBatch> batches, int logitsRows, ITraceSink sink)
{
    private readonly Dictionary<int, float[]> _logits = [];

    /// <summary>Runs all stages.</summary>
    /// <param name="stages">Stages in all.</param>
    /// <param name="wantsHidden">Whether the sink wants hidden states.</param>
    /// <param name="progress">Told each stage before it begins.</param>
    /// <param name="cancellationToken">Checked before each group of each stage.</param>
    public void Run(int stages, bool wantsHidden, Action<int> progress, CancellationToken cancellationToken)
    {
        ScoringState? state = null;
        try
        {
            for (var stage = 0; stage < stages - 1; stage++)
            {
                progress(stage);
                var next = new ScoringState(plan.Groups(stage).Count, batches.Count);
                Advance(stage, state, next, cancellationToken);
                state?.Dispose();
                state = next;
                if (wantsHidden)
                    SendHidden(stage, state);
            }

            progress(stages - 1);
            SendLogits(stages - 1, state!, cancellationToken);
        }
        finally
        {
            state?.Dispose();
        }
    }

    private void Advance(int stage, ScoringState? from, ScoringState to, CancellationToken cancellationToken)
    {
        var groups = plan.Groups(stage);
        runner.Store(stage).Begin(Weights(stage + 1));
        for (var group = 0; group < groups.Count; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var variant = groups[group].Variant;
            runner.Store(stage).Load(variant.Stage(stage), cancellationToken);
            for (var batch = 0; batch < batches.Count; batch++)
                to[group, batch] = runner.Run(variant, stage, batches[batch], from?[groups[group].Parent, batch], null);
            runner.Store(stage).Release(groups.Skip(group + 1).Select(later => later.Variant.Stage(stage)));
            if (groups.Skip(group + 1).All(later => later.Parent != groups[group].Parent))
                from?.Release(groups[group].Parent);
        }

        runner.Store(stage).End(Weights(stage));
    }

    private IEnumerable<StageWeights> Weights(int stage) => plan.Groups(stage).Select(group => group.Variant.Stage(stage));

    private void SendHidden(int stage, ScoringState state)
    {
        var groups = plan.Groups(stage).Count;
        foreach (var (batch, slice) in Slices())
        {
            var width = state[0, batch].Columns;
            var rows = new ReadOnlyMemory<float>[groups];
            for (var group = 0; group < groups; group++)
            {
                var values = new float[slice.Count * width];
                runner.Read(stage, state[group, batch], slice.FirstRow, slice.Count, values);
                rows[group] = values;
            }

            sink.OnHidden(new HiddenBlock(slice.Sequence, stage, width, rows, plan.Share(stage)));
        }
    }

    private void SendLogits(int stage, ScoringState state, CancellationToken cancellationToken)
    {
        var groups = plan.Groups(stage);
        runner.Store(stage).Begin([]);
        foreach (var group in groups)
            runner.Store(stage).Load(group.Variant.Stage(stage), cancellationToken);
        var model = groups[0].Variant.Model;
        foreach (var (batch, slice) in Slices())
        {
            var (first, end) = Range(model.HeadRows, slice);
            for (var row = first; row < end; row += logitsRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SendBlock(stage, state, batch, slice, row, Math.Min(logitsRows, end - row));
            }
        }

        runner.Store(stage).Release([]);
        runner.Store(stage).End(Weights(stage));
    }

    private void SendBlock(int stage, ScoringState state, int batch, SequenceSlice slice, int first, int count)
    {
        var groups = plan.Groups(stage);
        var logits = new ReadOnlyMemory<float>[groups.Count];
        for (var group = 0; group < groups.Count; group++)
            logits[group] = Logits(stage, group, state[groups[group].Parent, batch], batch, first, count);
        var position = groups[0].Variant.Model.Output == OutputKind.Labels ? 0 : first - slice.FirstRow;
        sink.OnLogits(new LogitsBlock(slice.Sequence, position, count, logits, plan.Share(stage)));
    }

    /// <summary>A group's logits; they are valid until its next ones.</summary>
    private ReadOnlyMemory<float> Logits(int stage, int group, Tensor hidden, int batch, int first, int count)
    {
        using var rows = runner.Rows(stage, hidden, [.. Enumerable.Range(first, count)]);
        using var logits = runner.Run(plan.Groups(stage)[group].Variant, stage, batches[batch], rows, null);
        if (!_logits.TryGetValue(group, out var values) || values.Length < count * logits.Columns)
            _logits[group] = values = GC.AllocateUninitializedArray<float>(count * logits.Columns);
        runner.Read(stage, logits, 0, count, values);
        return values.AsMemory(0, count * logits.Columns);
    }

    private IEnumerable<(int Batch, SequenceSlice Slice)> Slices() =>
        batches.SelectMany((batch, index) => batch.Sequence.Slices.Select(slice => (index, slice)));

    private static (int First, int End) Range(HeadRows rows, SequenceSlice slice) => rows switch
    {
        HeadRows.First => (slice.FirstRow, slice.FirstRow + 1),
        HeadRows.Last => (slice.FirstRow + slice.Count - 1, slice.FirstRow + slice.Count),
        _ => (slice.FirstRow, slice.FirstRow + slice.Count),
    };
}
