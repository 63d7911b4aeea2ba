using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Deltas;

/// <summary>What all adapters together mean to add to a weight: the sum of their ΔW, or with DoRA what its merge in fp32 changes.</summary>
/// <param name="adapted">The base with its adapters.</param>
internal sealed class IntendedDeltas(AdaptedModel adapted)
{
    private readonly MergedWeights _exact = new(adapted, Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32));

    /// <summary>Reads rows of it; null where no adapter adds to the parameter.</summary>
    public DeltaReader? Of(Module module, Parameter parameter)
    {
        if (parameter.Layout == ParameterLayout.Vector)
            return null;
        var deltas = new List<LoraDelta>();
        var hasDora = false;
        foreach (var adapter in adapted.Adapters)
        {
            if ((adapter.Parameters.GetValueOrDefault(parameter.Name) ?? adapter.Modules.GetValueOrDefault(module.Path)) is not { } lora)
                continue;
            deltas.Add(adapted.Delta(adapter.Name, lora, parameter, module is EmbeddingModule, Precision.Fp32));
            hasDora |= lora.Magnitude is not null;
        }

        if (deltas.Count == 0)
            return null;
        return hasDora ? Difference(adapted.Loaded(parameter, Precision.Fp32), _exact.Recipe(module, parameter)) : Sum(deltas);
    }

    private static DeltaReader Sum(List<LoraDelta> deltas) => (first, count, destination) =>
    {
        deltas[0].ReadRows(first, count, destination);
        if (deltas.Count == 1)
            return;
        var part = new float[count * deltas[0].Inputs];
        foreach (var delta in deltas.Skip(1))
        {
            delta.ReadRows(first, count, part);
            RowMath.Add(destination[..part.Length], part);
        }
    };

    private static DeltaReader Difference(WeightRecipe before, WeightRecipe after) => (first, count, destination) =>
    {
        var from = new float[count * before.Inputs];
        before.ReadRows(first, count, from);
        after.ReadRows(first, count, destination);
        for (var i = 0; i < from.Length; i++)
            destination[i] -= from[i];
    };
}
