namespace LoraParity.Inference.Architectures.Modules;

/// <summary>One named module of the base model, as PEFT would find it in <c>named_modules()</c>.</summary>
/// <param name="Path">Its path in the model, for example <c>model.layers.0.self_attn.q_proj</c>; the weight is <c>Path.weight</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Inputs">Input features (<see cref="ModuleKind.Embedding"/>: vocabulary); 0 for <see cref="ModuleKind.Other"/>.</param>
/// <param name="Outputs">Output features; 0 for <see cref="ModuleKind.Other"/>.</param>
public sealed record ModuleInfo(string Path, ModuleKind Kind, int Inputs, int Outputs)
{
    /// <summary>Whether the layer has a bias in the base model.</summary>
    public bool HasBias { get; init; }

    /// <summary>Whether this is the model's output layer (<c>lm_head</c>), which <c>all-linear</c> leaves out.</summary>
    public bool IsOutput { get; init; }

    /// <summary>The module whose weight this one shares (<c>lm_head</c> with a tied head); null where it has its own.</summary>
    public string? TiedTo { get; init; }

    /// <summary>
    /// Its own parameters as the model holds them, in the order in which the model registers them: what saved tensors replace and
    /// <c>target_parameters</c> may name.
    /// </summary>
    public IReadOnlyList<ModuleParameter> Parameters { get; init; } = [];
}
