using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>Adapters merged into the base in one dtype, saved in a second, loaded in a third.</summary>
/// <param name="adapted">The base with its adapters.</param>
/// <param name="variant">A merged variant.</param>
internal sealed class MergedWeights(AdaptedModel adapted, Variant variant) : VariantWeights(variant.Compute)
{
    private readonly Precision _merge = variant.Merge!.Value;
    private readonly Precision _save = variant.Save!.Value;
    private readonly bool _safe = variant.Mode == MergeMode.Safe;

    private Precision Held => variant.AdapterDtype == AdapterPrecision.Base ? _merge : Precision.Fp32;

    protected override WeightRecipe Derive(Module module, Parameter parameter)
    {
        var recipe = adapted.Loaded(parameter, _merge);
        foreach (var sharing in adapted.Sharing(module, parameter))
        {
            foreach (var adapter in adapted.Adapters)
                recipe = Merge(recipe, adapter, sharing, parameter);
        }

        return recipe.CastTo(_save).CastTo(Compute);
    }

    private WeightRecipe Merge(WeightRecipe recipe, AdapterWeights adapter, Module module, Parameter parameter)
    {
        if (adapter.Parameters.TryGetValue(parameter.Name, out var bare))
            return Add(recipe, adapter, bare, parameter, isEmbedding: false, roundsDelta: true);
        if (!adapter.Modules.TryGetValue(module.Path, out var lora))
            return recipe;
        if (parameter.Layout == ParameterLayout.Vector)
            return lora.Bias is null ? recipe : AddBias(recipe, lora);
        return lora.Magnitude is null
            ? Add(recipe, adapter, lora, parameter, module is EmbeddingModule, roundsDelta: _safe || module is EmbeddingModule)
            : AddDora(recipe, adapter, lora, parameter, module is EmbeddingModule);
    }

    private MergedWeight Add(
        WeightRecipe recipe, AdapterWeights adapter, LoraModule lora, Parameter parameter, bool isEmbedding, bool roundsDelta)
    {
        var delta = adapted.Delta(adapter.Name, lora, parameter, isEmbedding, Held);
        var rounds = _merge != Precision.Fp32 && (roundsDelta || Held != Precision.Fp32);
        return new MergedWeight(recipe, delta, _merge, rounds, Checked: _safe);
    }

    private DoraMergedWeight AddDora(WeightRecipe recipe, AdapterWeights adapter, LoraModule lora, Parameter parameter, bool isEmbedding)
    {
        var delta = adapted.Delta(adapter.Name, lora, parameter, isEmbedding, Held);
        var magnitude = StoredRecipes.Row(lora.Magnitude!).CastTo(Held);
        return new DoraMergedWeight(new Dora(recipe, delta, magnitude, isEmbedding, Held), _merge, Checked: _safe);
    }

    private MergedBias AddBias(WeightRecipe recipe, LoraModule lora) =>
        new(recipe, StoredRecipes.Row(lora.Bias!).CastTo(Held), (float)lora.Scaling, _merge, Held != Precision.Fp32);
}
