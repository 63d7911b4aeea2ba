namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Every n-th column of another parameter: one expert's B.</summary>
internal sealed record StridedColumns(WeightRecipe Inner, int First, int Stride)
    : WeightRecipe(Inner.Outputs, Inner.Inputs / Stride, Inner.Precision)
{
    public override IEnumerable<WeightRecipe> Parts => [Inner];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var row = new float[Inner.Inputs];
        for (var i = 0; i < count; i++)
        {
            Inner.ReadRows(first + i, 1, row);
            for (var column = 0; column < Inputs; column++)
                destination[i * Inputs + column] = row[First + column * Stride];
        }
    }
}
