using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep;

/// <summary>What all adapters together mean to add to a weight: the sum of their ΔW, or with DoRA what its merge in fp32 changes.</summary>
/// <param name="adapted">The base with its adapters.</param>
internal sealed class IntendedDeltas(AdaptedModel adapted)
{
    private readonly MergedWeights _exact = new(adapted, Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32));

    /// <summary>Reads rows of it (first, count); null where no adapter adds to the parameter.</summary>
    public Func<int, int, float[]>? Of(Module module, Parameter parameter)
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

    private static Func<int, int, float[]> Sum(List<LoraDelta> deltas) => (first, count) =>
    {
        var sum = new float[count * deltas[0].Inputs];
        var part = new float[sum.Length];
        foreach (var delta in deltas)
        {
            delta.ReadRows(first, count, part);
            RowMath.Add(sum, part);
        }

        return sum;
    };

    private static Func<int, int, float[]> Difference(WeightRecipe before, WeightRecipe after) => (first, count) =>
    {
        var (from, to) = (new float[count * before.Inputs], new float[count * before.Inputs]);
        before.ReadRows(first, count, from);
        after.ReadRows(first, count, to);
        for (var i = 0; i < to.Length; i++)
            to[i] -= from[i];
        return to;
    };
}
