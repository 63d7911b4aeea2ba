using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>A bias with an adapter's own bias merged into it: bias + loraBias · scaling in fp32, rounded once.</summary>
/// <param name="Inner">The base's bias in the merge dtype.</param>
/// <param name="LoraBias">The bias of <c>lora_B</c>.</param>
/// <param name="Scaling">The adapter's scaling at this module.</param>
/// <param name="Merge">The merge dtype.</param>
/// <param name="RoundsProduct">Whether the product is rounded first: adapters held in the merge dtype.</param>
internal sealed record MergedBias(WeightRecipe Inner, WeightRecipe LoraBias, float Scaling, Precision Merge, bool RoundsProduct)
    : WeightRecipe(Inner.Outputs, Inner.Inputs, Merge)
{
    public override IEnumerable<WeightRecipe> Parts => [Inner, LoraBias];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var values = destination[..(count * Inputs)];
        Inner.ReadRows(first, count, values);
        var added = LoraBias.ReadAll();
        for (var i = 0; i < added.Length; i++)
            added[i] *= Scaling;
        if (RoundsProduct)
            Rounding.Round(added, added, Merge);
        RowMath.Add(values, added);
        Rounding.Round(values, values, Merge);
    }
}
