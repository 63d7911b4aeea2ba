using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures;
using LoraParity.Matrix;
using LoraParity.Running;

namespace LoraParity.Inference.Lockstep;

/// <summary>Measures, module by module, what each merged variant and each checkpoint made of ΔW.</summary>
internal static class WeightMeter
{
    private const int RowsAtOnce = 64;

    /// <summary>Measures all of them; equal weights are measured once.</summary>
    public static void Measure(
        OpenModels models, RunRequest request, IReadOnlyList<VariantModel> variants, ITraceSink sink, CancellationToken cancellationToken)
    {
        var intended = new IntendedDeltas(models.Adapted);
        foreach (var module in models.Model.Modules)
        {
            var measured = new Dictionary<(WeightRecipe, WeightRecipe), DeltaComparison>();
            foreach (var (variant, i) in request.Variants.Select((variant, i) => (variant, i)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (variant.Application is not (Application.Merged or Application.Checkpoint))
                    continue;
                foreach (var parameter in module.Parameters)
                {
                    if (intended.Of(module, parameter) is not { } delta)
                        continue;
                    var after = variants[i].Weights.Recipe(module, parameter);
                    var before = Unmerged(models.Weights[parameter], variant, after);
                    if (!measured.TryGetValue((before, after), out var comparison))
                        measured.Add((before, after), comparison = Compare(before, after, delta));
                    sink.OnWeights(new WeightSurvival(
                        variant.Key, NameOf(module, parameter), comparison.Unchanged, comparison.RelativeError, comparison.Cosine, comparison.Scale));
                }
            }
        }
    }

    /// <summary>The base's weight through the casts that the merged one took.</summary>
    private static WeightRecipe Unmerged(WeightRecipe stored, Variant variant, WeightRecipe after) =>
        variant.Application == Application.Merged
            ? stored.CastTo(variant.Merge!.Value).CastTo(variant.Save!.Value).CastTo(variant.Compute)
            : stored.CastTo(after.Precision);

    private static DeltaComparison Compare(WeightRecipe before, WeightRecipe after, Func<int, int, float[]> delta)
    {
        var comparison = new DeltaComparison();
        var (left, right) = (new float[RowsAtOnce * before.Inputs], new float[RowsAtOnce * before.Inputs]);
        for (var row = 0; row < before.Outputs; row += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, before.Outputs - row);
            before.ReadRows(row, count, left);
            after.ReadRows(row, count, right);
            comparison.Add(left, right, delta(row, count));
        }

        return comparison;
    }

    private static string NameOf(Module module, Parameter parameter) => parameter.Count > 1 ? $"{parameter.Name}[{parameter.Index}]" : module.Path;
}
