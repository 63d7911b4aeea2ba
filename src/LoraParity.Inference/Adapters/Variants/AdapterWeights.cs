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

    /// <summary>Parameters that the adapter replaces whole (<c>modules_to_save</c>, trained biases) by parameter name.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Replaced { get; init; } = new Dictionary<string, CheckpointTensor>();

    /// <summary>Replaced rows by the path of the embedding.</summary>
    public IReadOnlyDictionary<string, TokenReplacement> Tokens { get; init; } = new Dictionary<string, TokenReplacement>();
}
