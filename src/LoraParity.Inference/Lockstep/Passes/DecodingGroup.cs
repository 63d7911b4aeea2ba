using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>Variants that decode together because they have the same weights: their sequences and caches.</summary>
internal sealed class DecodingGroup : IDisposable
{
    private readonly LayerCaches[] _caches;
    private readonly int _mostRows;
    private IReadOnlyList<PassBatch> _batches = [];
    private Tensor[] _hidden = [];

    /// <summary>Prepares all prompts.</summary>
    /// <param name="runner">Makes the caches.</param>
    /// <param name="variant">One of the variants, for all.</param>
    /// <param name="sequences">All prompts, nothing decoded yet.</param>
    /// <param name="mostRows">Most rows of one batch.</param>
    public DecodingGroup(StageRunner runner, VariantModel variant, IReadOnlyList<DecodedSequence> sequences, int mostRows)
    {
        Variant = variant;
        Sequences = sequences;
        _mostRows = mostRows;
        var capacities = sequences.Select(sequence => sequence.IsLive ? sequence.Capacity : 0).ToList();
        _caches = runner.Caches(variant.Model.Layers.Count, capacities);
    }

    /// <summary>One of the variants, for all.</summary>
    public VariantModel Variant { get; }

    /// <summary>All prompts with what was decoded.</summary>
    public IReadOnlyList<DecodedSequence> Sequences { get; }

    /// <summary>Whether any sequence wants another token.</summary>
    public bool IsLive => Sequences.Any(sequence => sequence.IsLive);

    /// <summary>Lays out the rows of the next step: whole prompts at first, then the last token of each live sequence.</summary>
    public void Begin(bool first)
    {
        _batches = PassBatch.Pack([.. Sequences.Where(sequence => sequence.IsLive)], sequence => first ? 0 : sequence.Tokens.Count - 1, _mostRows);
        _hidden = new Tensor[_batches.Count];
    }

    /// <summary>Runs a stage before the head.</summary>
    public void Run(StageRunner runner, int stage)
    {
        for (var i = 0; i < _batches.Count; i++)
        {
            var next = runner.Run(Variant, stage, _batches[i], stage == 0 ? null : _hidden[i], stage == 0 ? null : _caches[stage - 1]);
            if (stage > 0)
                _hidden[i].Dispose();
            _hidden[i] = next;
        }
    }

    /// <summary>Runs the head on the last row of each sequence and takes the lowest index of the largest logit.</summary>
    public void Choose(StageRunner runner, IReadOnlySet<int> endTokens)
    {
        var head = Variant.Stages - 1;
        for (var i = 0; i < _batches.Count; i++)
        {
            var slices = _batches[i].Sequence.Slices;
            using var last = runner.Rows(head, _hidden[i], [.. slices.Select(slice => slice.FirstRow + slice.Count - 1)]);
            using var logits = runner.Run(Variant, head, _batches[i], last, null);
            _hidden[i].Dispose();
            var row = new float[logits.Columns];
            for (var s = 0; s < slices.Count; s++)
            {
                runner.Read(head, logits, s, 1, row);
                var token = GreedyChoice.Of(row);
                Sequences[slices[s].Sequence].Add(token, endTokens.Contains(token));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var caches in _caches)
            caches.Dispose();
    }
}
