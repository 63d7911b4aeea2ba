namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Consecutive rows of another parameter: one expert's A.</summary>
internal sealed record RowRange(WeightRecipe Inner, int First, int Count) : WeightRecipe(Count, Inner.Inputs, Inner.Precision)
{
    public override IEnumerable<WeightRecipe> Parts => [Inner];

    public override void ReadRows(int first, int count, Span<float> destination) => Inner.ReadRows(First + first, count, destination);
}
