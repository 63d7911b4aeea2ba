using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>A parameter rounded to nearest even in a narrower dtype.</summary>
internal sealed record CastWeight(WeightRecipe Inner, Precision To) : WeightRecipe(Inner.Outputs, Inner.Inputs, To)
{
    public override bool IsConv1D => Inner.IsConv1D;

    public override WeightFormula Formula => new CastFormula(Inner);

    public override IEnumerable<WeightRecipe> Parts => [Inner];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        Inner.ReadRows(first, count, destination);
        Rounding.Round(destination[..(count * Inputs)], destination[..(count * Inputs)], To);
    }
}
