using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>A model's parameters found in one checkpoint; every one is there and has the right shape.</summary>
internal sealed class CheckpointWeights : IStoredWeights
{
    private readonly Dictionary<Parameter, WeightRecipe> _recipes = [];
    private readonly Dictionary<Parameter, Parameter> _owners = [];

    private CheckpointWeights()
    {
    }

    /// <inheritdoc />
    public WeightRecipe this[Parameter parameter] => _recipes[OwnerOf(parameter)];

    /// <summary>Finds every parameter of a model.</summary>
    /// <exception cref="InputException">Tensors are missing or have other shapes; all of them are named.</exception>
    public static CheckpointWeights Find(Model model, Checkpoint checkpoint)
    {
        var weights = new CheckpointWeights();
        var finder = new ParameterFinder(checkpoint, model.Aliases);
        var modules = model.Modules.ToList();
        foreach (var parameter in modules.Where(module => !model.Ties.ContainsKey(module.Path)).SelectMany(module => module.Parameters))
            weights.Add(parameter, finder.Find(parameter));
        foreach (var module in modules.Where(module => model.Ties.ContainsKey(module.Path)))
            weights.AddTied(module, modules.First(owner => owner.Path == model.Ties[module.Path]), finder);
        finder.ThrowOnProblems();
        return weights;
    }

    /// <inheritdoc />
    public Parameter OwnerOf(Parameter parameter) => _owners.GetValueOrDefault(parameter, parameter);

    private void Add(Parameter parameter, WeightRecipe? recipe)
    {
        if (recipe is not null)
            _recipes[parameter] = recipe;
    }

    /// <summary>
    /// The weight is tied to the owner's; a checkpoint that holds another tensor for it is taken at its word, as transformers does.
    /// </summary>
    private void AddTied(Module module, Module owner, ParameterFinder finder)
    {
        foreach (var parameter in module.Parameters)
        {
            var shared = owner.Parameters.FirstOrDefault(p => p.Rows == parameter.Rows && p.Columns == parameter.Columns);
            if (shared is null)
                Add(parameter, finder.Find(parameter));
            else if (finder.TryFind(parameter) is { } own && _recipes.TryGetValue(shared, out var tied) && !SameValues(own, tied))
                Add(parameter, own);
            else
                _owners[parameter] = shared;
        }
    }

    private static bool SameValues(WeightRecipe a, WeightRecipe b)
    {
        const int Step = 256;
        var (left, right) = (new float[Step * a.Inputs], new float[Step * a.Inputs]);
        for (var row = 0; row < a.Outputs; row += Step)
        {
            var count = Math.Min(Step, a.Outputs - row);
            a.ReadRows(row, count, left);
            b.ReadRows(row, count, right);
            if (!left.AsSpan(0, count * a.Inputs).SequenceEqual(right.AsSpan(0, count * a.Inputs)))
                return false;
        }

        return true;
    }
}
