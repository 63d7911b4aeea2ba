using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>An embedding of which some rows are an adapter's own: PEFT's trainable tokens, which replace and do not add.</summary>
/// <param name="Inner">The embedding.</param>
/// <param name="Tokens">Which rows.</param>
/// <param name="Rows">Their values, in the same dtype as the embedding, [tokens, features].</param>
internal sealed record ReplacedRows(WeightRecipe Inner, TokenRows Tokens, WeightRecipe Rows)
    : WeightRecipe(Inner.Outputs, Inner.Inputs, Inner.Precision == Rows.Precision ? Inner.Precision : Precision.Fp32)
{
    public override IEnumerable<WeightRecipe> Parts => [Inner, Rows];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        Inner.ReadRows(first, count, destination);
        for (var i = 0; i < Tokens.Ids.Count; i++)
        {
            var row = Tokens.Ids[i] - first;
            if (row >= 0 && row < count)
                Rows.ReadRows(i, 1, destination.Slice(row * Inputs, Inputs));
        }
    }
}
