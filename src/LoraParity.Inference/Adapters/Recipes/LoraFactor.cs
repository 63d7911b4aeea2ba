namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>A or B of an attached adapter: a weight whose products are rounded before they are added.</summary>
internal sealed record LoraFactor(WeightRecipe Inner) : WeightRecipe(Inner.Outputs, Inner.Inputs, Inner.Precision)
{
    public override bool RoundsProducts => true;

    public override void ReadRows(int first, int count, Span<float> destination) => Inner.ReadRows(first, count, destination);
}
