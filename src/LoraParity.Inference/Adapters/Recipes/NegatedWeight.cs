namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>−W: DoRA takes the base's bias off again.</summary>
internal sealed record NegatedWeight(WeightRecipe Inner) : WeightRecipe(Inner.Outputs, Inner.Inputs, Inner.Precision)
{
    public override IEnumerable<WeightRecipe> Parts => [Inner];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        Inner.ReadRows(first, count, destination);
        foreach (ref var value in destination[..(count * Inputs)])
            value = -value;
    }
}
