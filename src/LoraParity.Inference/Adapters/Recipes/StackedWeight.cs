using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Two parameters stacked by rows: fused expert weights of a checkpoint that stores them apart.</summary>
internal sealed record StackedWeight(WeightRecipe Top, WeightRecipe Bottom)
    : WeightRecipe(Top.Outputs + Bottom.Outputs, Top.Inputs, Wider(Top.Precision, Bottom.Precision))
{
    public override IEnumerable<WeightRecipe> Parts => [Top, Bottom];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var top = Math.Clamp(Top.Outputs - first, 0, count);
        if (top > 0)
            Top.ReadRows(first, top, destination);
        if (count > top)
            Bottom.ReadRows(first + top - Top.Outputs, count - top, destination[(top * Inputs)..]);
    }

    private static Precision Wider(Precision a, Precision b) => a == b ? a : Precision.Fp32;
}
