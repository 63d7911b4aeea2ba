using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep;

/// <summary>Runs one stage of one variant over one batch.</summary>
/// <param name="backend">The operations.</param>
/// <param name="store">The weights.</param>
internal sealed class StageRunner(ITensorBackend backend, WeightStore store)
{
    /// <summary>The operations.</summary>
    public ITensorBackend Backend { get; } = backend;

    /// <summary>The weights.</summary>
    public WeightStore Store { get; } = store;

    /// <summary>Computes a stage whose weights are loaded. The result belongs to the caller.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="stage">0 is the embedding, the last one the head.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="hidden">The stage's input; null for the embedding.</param>
    /// <param name="caches">The layer's keys and values while decoding; null while scoring.</param>
    public Tensor Run(VariantModel variant, int stage, PassBatch batch, Tensor? hidden, LayerCaches? caches)
    {
        using var scope = Backend.BeginScope();
        var pass = new StagePass(Backend, variant.Weights, Store, batch, caches);
        return Backend.Keep(stage switch
        {
            0 => variant.Model.Embedding.Forward(pass),
            _ when stage == variant.Stages - 1 => variant.Model.Head.Forward(pass, hidden!),
            _ => variant.Model.Layers[stage - 1].Forward(pass, hidden!),
        });
    }

    /// <summary>Some rows of a tensor. The result belongs to the caller.</summary>
    public Tensor Rows(Tensor tensor, ReadOnlySpan<int> rows)
    {
        using var scope = Backend.BeginScope();
        return Backend.Keep(Backend.Rows(tensor, rows));
    }
}
