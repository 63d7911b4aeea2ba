using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>The parameters of a model as one checkpoint stores them.</summary>
internal interface IStoredWeights
{
    /// <summary>A parameter; a tied one is its owner's.</summary>
    WeightRecipe this[Parameter parameter] { get; }

    /// <summary>The parameter whose tensor this one is: itself, or the owner's where they are tied in this checkpoint.</summary>
    Parameter OwnerOf(Parameter parameter);
}
