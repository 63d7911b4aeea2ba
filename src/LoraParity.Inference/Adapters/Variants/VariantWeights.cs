using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>How one variant gets each of the model's weights. Asked for the same parameter twice it gives equal recipes.</summary>
/// <param name="compute">What inference runs in.</param>
internal abstract class VariantWeights(Precision compute)
{
    private readonly Dictionary<Parameter, WeightRecipe> _recipes = [];
    private readonly Dictionary<Module, IReadOnlyList<IBranch>> _branches = [];

    /// <summary>What inference runs in.</summary>
    public Precision Compute { get; } = compute;

    /// <summary>A parameter of a module, in the compute dtype.</summary>
    public WeightRecipe Recipe(Module module, Parameter parameter)
    {
        if (!_recipes.TryGetValue(parameter, out var recipe))
            _recipes.Add(parameter, recipe = Derive(module, parameter));
        return recipe;
    }

    /// <summary>The adapters that run beside a module, in order.</summary>
    public IReadOnlyList<IBranch> Branches(Module module)
    {
        if (!_branches.TryGetValue(module, out var branches))
            _branches.Add(module, branches = Attach(module));
        return branches;
    }

    /// <summary>Makes a parameter's recipe.</summary>
    protected abstract WeightRecipe Derive(Module module, Parameter parameter);

    /// <summary>Makes the branches beside a module.</summary>
    protected virtual IReadOnlyList<IBranch> Attach(Module module) => [];
}
