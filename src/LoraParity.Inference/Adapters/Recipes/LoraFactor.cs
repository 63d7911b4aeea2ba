namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>A or B of an attached adapter held in fp32.</summary>
internal sealed record LoraFactor(WeightRecipe Inner) : WeightRecipe(Inner.Outputs, Inner.Inputs, Inner.Precision)
{
    public override bool IsAdapterFactor => true;

    public override IEnumerable<WeightRecipe> Parts => [Inner];

    public override void ReadRows(int first, int count, Span<float> destination) => Inner.ReadRows(first, count, destination);
}
