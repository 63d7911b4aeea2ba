namespace LoraParity.Inference.Architectures.Modules;

/// <summary>What a module of the base model is, as far as an adapter cares.</summary>
public enum ModuleKind
{
    /// <summary>A linear layer; its weight is stored [outputs, inputs].</summary>
    Linear,

    /// <summary>GPT-2's linear layer; its weight is stored [inputs, outputs].</summary>
    Conv1D,

    /// <summary>A token embedding; its weight is stored [vocabulary, features]. Inputs are the vocabulary, outputs the features.</summary>
    Embedding,

    /// <summary>A module whose bare parameters adapters may target: fused expert weights.</summary>
    Experts,

    /// <summary>Anything else that has parameters (norms), or a container that adapters may name.</summary>
    Other,
}
