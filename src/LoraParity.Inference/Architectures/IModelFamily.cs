using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures;

/// <summary>
/// A family of models. An assembly announces its own with <see cref="ModelFamilyAttribute"/>;
/// a family has a public parameterless constructor.
/// </summary>
public interface IModelFamily
{
    /// <summary>Its name in messages, for example <c>Llama</c>.</summary>
    string Name { get; }

    /// <summary>Whether a checkpoint with this config.json is of this family.</summary>
    bool Accepts(ModelConfig config);

    /// <summary>Declares the model's layers.</summary>
    /// <exception cref="Diagnostics.InputException">The config lacks a field, or a field has a value that this family cannot compute.</exception>
    Model Build(ModelConfig config);
}
