using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>Everything one adapter brings, laid against the model's modules: nothing is left over and every shape fits.</summary>
/// <param name="Name">The adapter's name in messages: its folder.</param>
internal sealed record AdapterWeights(string Name)
{
    /// <summary>Low-rank pairs by module path.</summary>
    public IReadOnlyDictionary<string, LoraModule> Modules { get; init; } = new Dictionary<string, LoraModule>();

    /// <summary>Low-rank pairs of bare parameters (<c>target_parameters</c>) by parameter name.</summary>
    public IReadOnlyDictionary<string, LoraModule> Parameters { get; init; } = new Dictionary<string, LoraModule>();

    /// <summary>Parameters of modules that the adapter has a copy of (<c>modules_to_save</c>) by name; a tied module does not share them.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Saved { get; init; } = new Dictionary<string, CheckpointTensor>();

    /// <summary>Parameters of the base that the adapter overwrites (trained biases, resized embeddings) by name.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Replaced { get; init; } = new Dictionary<string, CheckpointTensor>();

    /// <summary>Replaced rows by the path of the embedding.</summary>
    public IReadOnlyDictionary<string, TokenReplacement> Tokens { get; init; } = new Dictionary<string, TokenReplacement>();
}
