using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>The base in the compute dtype with adapters running beside it.</summary>
/// <param name="adapted">The base with its adapters.</param>
/// <param name="variant">An attached variant.</param>
internal sealed class AttachedWeights(AdaptedModel adapted, Variant variant) : VariantWeights(variant.Compute)
{
    private Precision Held => variant.AdapterDtype == AdapterPrecision.Base ? Compute : Precision.Fp32;

    protected override IReadOnlyList<IBranch> Attach(Module module) => module switch
    {
        LinearModule linear => [.. At(module).Select(found => Branch(found.Adapter, found.Lora, linear))],
        EmbeddingModule embedding => [.. At(module).Select(found => Branch(found.Adapter, found.Lora, embedding))],
        _ => [],
    };

    /// <summary>Adapters on bare parameters change the weight itself before each product, rounded as a safe merge rounds.</summary>
    protected override WeightRecipe Derive(Module module, Parameter parameter)
    {
        var recipe = adapted.Loaded(parameter, Compute);
        foreach (var adapter in adapted.Adapters)
        {
            if (adapter.Parameters.TryGetValue(parameter.Name, out var lora))
            {
                var delta = adapted.Delta(adapter.Name, lora, parameter, isEmbedding: false, Held);
                recipe = new MergedWeight(recipe, delta, Compute, Compute != Precision.Fp32, Checked: false);
            }
        }

        return recipe;
    }

    private IEnumerable<(AdapterWeights Adapter, LoraModule Lora)> At(Module module)
    {
        foreach (var adapter in adapted.Adapters)
        {
            if (adapter.Modules.TryGetValue(module.Path, out var lora))
                yield return (adapter, lora);
        }
    }

    private WeightRecipe Factor(WeightRecipe stored) =>
        Held == Precision.Fp32 ? new LoraFactor(stored) : stored.CastTo(Held);

    private ILinearBranch Branch(AdapterWeights adapter, LoraModule lora, LinearModule module)
    {
        var low = new LoraBranch(
            Factor(StoredRecipes.Matrix(lora.A)),
            Factor(StoredRecipes.Matrix(lora.B)),
            lora.Bias is null ? null : StoredRecipes.Row(lora.Bias).CastTo(Held),
            (float)lora.Scaling,
            Held);
        return lora.Magnitude is null
            ? low
            : new DoraBranch(low, DoraOf(adapter, lora, module, module.Weight), module.Bias is null ? null : Recipe(module, module.Bias), Compute);
    }

    private IEmbeddingBranch Branch(AdapterWeights adapter, LoraModule lora, EmbeddingModule module)
    {
        var low = new LoraEmbeddingBranch(
            lora.EmbeddingA(Held), Factor(StoredRecipes.Matrix(lora.B)), (float)lora.Scaling, Held);
        return lora.Magnitude is null ? low : new DoraEmbeddingBranch(low, DoraOf(adapter, lora, module, module.Weight));
    }

    private Dora DoraOf(AdapterWeights adapter, LoraModule lora, Module module, Parameter weight)
    {
        var isEmbedding = module is EmbeddingModule;
        var delta = adapted.Delta(adapter.Name, lora, weight, isEmbedding, Held);
        var magnitude = StoredRecipes.Row(lora.Magnitude!).CastTo(Held);
        return new Dora(Recipe(module, weight), delta, magnitude, isEmbedding, Held);
    }
}
