using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Lockstep.Models;

/// <summary>One variant ready to run: what it computes and how it gets its weights.</summary>
/// <param name="model">The layers; the base's, or a checkpoint's own.</param>
/// <param name="weights">The weights.</param>
internal sealed class VariantModel(Model model, VariantWeights weights)
{
    private readonly StageWeights?[] _stages = new StageWeights?[model.Layers.Count + 2];

    /// <summary>The layers.</summary>
    public Model Model { get; } = model;

    /// <summary>The weights.</summary>
    public VariantWeights Weights { get; } = weights;

    /// <summary>Stages in all: the embedding, each layer, the head.</summary>
    public int Stages => _stages.Length;

    /// <summary>What one stage needs: 0 is the embedding, the last one the head.</summary>
    public StageWeights Stage(int stage) => _stages[stage] ??= StageWeights.Of(this, Modules(stage));

    /// <summary>Bytes of the largest stage's matrices.</summary>
    public long LargestStage => Enumerable.Range(0, Stages).Max(stage => Stage(stage).Bytes);

    private IReadOnlyList<Module> Modules(int stage) =>
        stage == 0 ? Model.Embedding.Modules : stage == Stages - 1 ? Model.Head.Modules : Model.Layers[stage - 1].Modules;
}
