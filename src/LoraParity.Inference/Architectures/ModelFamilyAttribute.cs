namespace LoraParity.Inference.Architectures;

/// <summary>Announces a family of models that lives in this assembly; it is asked before the built-in ones.</summary>
/// <param name="family">A public type that implements <see cref="IModelFamily"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ModelFamilyAttribute(Type family) : Attribute
{
    /// <summary>The family's type.</summary>
    public Type Family { get; } = family;
}
