using LoraParity.Inference.Lockstep.Memory;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>Runs one stage of one variant over one batch.</summary>
/// <param name="placement">The devices.</param>
internal sealed class StageRunner(Placement placement)
{
    /// <summary>The weights of a stage's device.</summary>
    public WeightStore Store(int stage) => placement.Store(stage);

    /// <summary>Makes the caches of all layers, each where its layer runs.</summary>
    public LayerCaches[] Caches(int layers, IReadOnlyList<int> capacities) =>
        [.. Enumerable.Range(1, layers).Select(stage => new LayerCaches(placement.Of(stage), capacities))];

    /// <summary>Copies rows of what a stage yielded out as fp32.</summary>
    public void Read(int stage, Tensor tensor, int firstRow, int count, Span<float> destination) =>
        placement.After(stage).Read(tensor, firstRow, count, destination);

    /// <summary>
    /// Computes a stage whose weights are loaded. The result belongs to the caller and lies where the next stage runs: at a boundary
    /// between devices it moves once.
    /// </summary>
    /// <param name="variant">The variant.</param>
    /// <param name="stage">0 is the embedding, the last one the head.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="hidden">The stage's input; null for the embedding.</param>
    /// <param name="caches">The layer's keys and values while decoding; null while scoring.</param>
    public Tensor Run(VariantModel variant, int stage, PassBatch batch, Tensor? hidden, LayerCaches? caches)
    {
        var (own, next) = (placement.Of(stage), placement.After(stage));
        var result = Compute(own, variant, stage, batch, hidden, caches);
        if (own == next)
            return result;
        using (result)
            return next.Receive(result, own);
    }

    /// <summary>Some rows of what the head takes in. The result belongs to the caller.</summary>
    public Tensor Rows(int headStage, Tensor tensor, ReadOnlySpan<int> rows)
    {
        var backend = placement.Of(headStage);
        using var scope = backend.BeginScope();
        return backend.Keep(backend.Rows(tensor, rows));
    }

    private Tensor Compute(ITensorBackend backend, VariantModel variant, int stage, PassBatch batch, Tensor? hidden, LayerCaches? caches)
    {
        using var scope = backend.BeginScope();
        var pass = new StagePass(backend, variant.Weights, Store(stage), batch, caches);
        return backend.Keep(stage switch
        {
            0 => variant.Model.Embedding.Forward(pass),
            _ when stage == variant.Stages - 1 => variant.Model.Head.Forward(pass, hidden!),
            _ => variant.Model.Layers[stage - 1].Forward(pass, hidden!),
        });
    }
}
