using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Lockstep.Memory;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Lockstep.Passes;
using LoraParity.Inference.Tensors;
using LoraParity.Plans;

namespace LoraParity.Inference.Lockstep;

/// <summary>One run: decode, then score everything in one pass.</summary>
internal sealed class LockstepRun : IDisposable
{
    private const double DecodingShare = 0.4;

    private readonly OpenModels _models;
    private readonly RunRequest _request;
    private readonly ITraceSink _sink;
    private readonly StageClock _clock;
    private readonly IReadOnlyList<VariantModel> _variants;
    private readonly IReadOnlyList<IReadOnlyList<int>> _prompts;
    private readonly SharingPlan _sharing;
    private readonly MemoryPlan _memory;
    private readonly Placement _placement;
    private readonly StageRunner _runner;

    public LockstepRun(
        IReadOnlyList<ITensorBackend> devices, OpenModels models, RunRequest request, IReadOnlyList<IReadOnlyList<int>> prompts, ITraceSink sink, StageClock clock)
    {
        _models = models;
        _request = request;
        _prompts = prompts;
        _sink = sink;
        _clock = clock;
        _variants = [.. request.Variants.Select(models.Variant)];
        _sharing = new SharingPlan(_variants);
        var size = RunDimensions.Of(models.Config, models.Model.LogitsWidth, prompts, Wanted, request.Engine.Threads);
        var needs = new MemoryNeeds(_sharing, _variants, size, Deciding().Count);
        _memory = MemoryPlan.For(needs, request.Engine, devices.All(device => device.HonoursBudget));
        _placement = new Placement(devices, models.Model.Layers.Count, request.Engine, _memory, clock);
        _runner = new StageRunner(_placement);
    }

    private int Reference => _request.Variants.ToList().FindIndex(variant => variant.Key == _request.Reference.Key);

    /// <summary>Runs to the end.</summary>
    /// <exception cref="ParityEnvironmentException">A device has too little memory.</exception>
    public void Execute(CancellationToken cancellationToken)
    {
        try
        {
            Walk(cancellationToken);
        }
        catch (Exception e) when (_placement.Devices.FirstOrDefault(device => device.IsOutOfMemory(e)) is { } full)
        {
            throw new ParityEnvironmentException(MemoryBudget.TooSmall(full, _placement.WeightBytes, _variants.Max(variant => variant.LargestStage)));
        }
    }

    private void Walk(CancellationToken cancellationToken)
    {
        _placement.Keep(true);
        var sequences = Decode(cancellationToken);
        if (_request.WantsWeights)
        {
            _clock.Begin("weights");
            new WeightMeter(_models, _request, _variants).Measure(_sink, cancellationToken);
        }

        _clock.Begin("score");
        _placement.Keep(false);
        var batches = PassBatch.Pack(sequences, _ => 0, _memory.Rows);
        new Scorer(_runner, _sharing, batches, _memory.LogitsRows, _sink)
            .Run(_variants[0].Stages, _request.WantsHidden, ReportScoring, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _placement.Dispose();

    /// <summary>Decodes and reports tokens; gives the reference's sequences.</summary>
    private IReadOnlyList<DecodedSequence> Decode(CancellationToken cancellationToken)
    {
        _clock.Begin("decode");
        var deciding = Deciding();
        var groups = deciding.Select(group => new DecodingGroup(_runner, group.Key, Sequences(), _memory.Rows)).ToList();
        try
        {
            new Decoder(_runner, _models.EndTokens, ReportDecoding).Run(groups, cancellationToken);
            foreach (var (group, variants) in groups.Zip(deciding))
            {
                foreach (var variant in variants)
                    Report(variant, group.Sequences);
            }

            return groups[deciding.FindIndex(group => group.Contains(Reference))].Sequences;
        }
        finally
        {
            groups.ForEach(group => group.Dispose());
        }
    }

    /// <summary>The variants that decode, those with the same weights together.</summary>
    private List<IGrouping<VariantModel, int>> Deciding()
    {
        if (_request.Decode == DecodeMode.Forced)
            return [.. new[] { Reference }.GroupBy(variant => _variants[variant])];
        var last = _variants[0].Stages - 1;
        return [.. Enumerable.Range(0, _variants.Count).GroupBy(variant => _sharing.Groups(last)[_sharing.Share(last)[variant]].Variant)];
    }

    private DecodedSequence[] Sequences() =>
        [.. _prompts.Select((tokens, i) => new DecodedSequence(i, tokens, Wanted(i)))];

    private int Wanted(int prompt) => _models.Model.Output == OutputKind.Labels ? 0 : _request.Prompts[prompt].MaxNewTokens;

    private void Report(int variant, IReadOnlyList<DecodedSequence> sequences)
    {
        foreach (var sequence in sequences)
            _sink.OnTokens(variant, sequence.Index, sequence.Decoded);
    }

    private void ReportDecoding(int step, int steps) =>
        _clock.Report($"decoding {(_request.Decode == DecodeMode.Free ? "all variants" : _request.Reference.Key)}", DecodingShare * step / Math.Max(1, steps));

    private void ReportScoring(int stage)
    {
        var layers = _models.Model.Layers.Count;
        var what = stage == 0 ? "scoring embeddings" : stage > layers ? "scoring logits" : $"scoring layer {stage} of {layers}";
        _clock.Report(what, DecodingShare + (1 - DecodingShare) * stage / (layers + 2));
    }
}
