using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>The base with its adapters, from which attached and merged variants take their parts. ΔW exists once for all of them.</summary>
/// <param name="model">The model.</param>
/// <param name="stored">The base's weights.</param>
/// <param name="adapters">All active adapters in order.</param>
internal sealed class AdaptedModel(Model model, IStoredWeights stored, IReadOnlyList<AdapterWeights> adapters)
{
    private const long MostFactorBytes = 64 << 20;

    private readonly Dictionary<(CheckpointTensor, int, Precision), LoraDelta> _deltas = [];
    private readonly FactorCache _factors = new(MostFactorBytes);
    private readonly Dictionary<string, Module> _modules = model.Modules.ToDictionary(module => module.Path, StringComparer.Ordinal);

    /// <summary>All active adapters in order.</summary>
    public IReadOnlyList<AdapterWeights> Adapters { get; } = adapters;

    /// <summary>A parameter as adapters leave it in memory before any merge: replaced where one replaces it, rounded to the base's dtype.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="loaded">The dtype in which the base is loaded: the merge dtype, or the compute dtype with adapters attached.</param>
    public WeightRecipe Loaded(Parameter parameter, Precision loaded)
    {
        if (Last(adapter => adapter.Saved, parameter) is { } saved)
            return StoredWeight.Of(saved, parameter).CastTo(loaded);
        var owner = stored.OwnerOf(parameter);
        var own = Last(adapter => adapter.Replaced, owner) is { } replaced ? StoredWeight.Of(replaced, owner) : stored[parameter];
        return WithTokens(owner, own.CastTo(loaded), loaded);
    }

    /// <summary>The modules whose weight is the same memory as this parameter, in the model's order: more than one where a head is tied.</summary>
    public IEnumerable<Module> Sharing(Module module, Parameter parameter)
    {
        if (IsSaved(parameter) || model.Ties.Count == 0)
            return [module];
        var owner = stored.OwnerOf(parameter);
        return Tied(module).Where(other => other.Parameters.Any(p => stored.OwnerOf(p) == owner && !IsSaved(p)));
    }

    /// <summary>ΔW of an adapter at a module, in the orientation of its weight.</summary>
    /// <param name="adapter">The adapter's name.</param>
    /// <param name="lora">Its tensors at the module.</param>
    /// <param name="weight">The module's weight.</param>
    /// <param name="isEmbedding">Whether the module is an embedding.</param>
    /// <param name="precision">The dtype of A and B in memory.</param>
    public LoraDelta Delta(string adapter, LoraModule lora, Parameter weight, bool isEmbedding, Precision precision)
    {
        if (!_deltas.TryGetValue((lora.B, weight.Index, precision), out var delta))
        {
            var (left, right) = isEmbedding
                ? (lora.EmbeddingA(precision), lora.EmbeddingB(precision))
                : (lora.ExpertB(weight, precision), lora.ExpertA(weight, precision));
            _deltas.Add((lora.B, weight.Index, precision), delta = new LoraDelta(left, right, (float)lora.Scaling, adapter, _factors));
        }

        return delta;
    }

    private IEnumerable<Module> Tied(Module module)
    {
        var group = model.Ties.TryGetValue(module.Path, out var owner) ? owner : module.Path;
        var paths = model.Ties.Where(tie => tie.Value == group).Select(tie => tie.Key).Prepend(group);
        return paths.Where(_modules.ContainsKey).Select(path => _modules[path]);
    }

    private bool IsSaved(Parameter parameter) => Last(adapter => adapter.Saved, parameter) is not null;

    private CheckpointTensor? Last(Func<AdapterWeights, IReadOnlyDictionary<string, CheckpointTensor>> of, Parameter parameter) =>
        Adapters.Select(adapter => of(adapter).GetValueOrDefault(parameter.Name)).LastOrDefault(tensor => tensor is not null);

    private WeightRecipe WithTokens(Parameter owner, WeightRecipe recipe, Precision loaded)
    {
        foreach (var adapter in Adapters)
        {
            var path = owner.Name.EndsWith(".weight", StringComparison.Ordinal) ? owner.Name[..^".weight".Length] : owner.Name;
            if (adapter.Tokens.TryGetValue(path, out var tokens))
                recipe = new ReplacedRows(recipe, tokens.Tokens, StoredRecipes.Matrix(tokens.Rows).CastTo(loaded));
        }

        return recipe;
    }
}
