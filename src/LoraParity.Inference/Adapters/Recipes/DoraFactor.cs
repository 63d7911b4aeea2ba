using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>DoRA's factors as a vector for the attached forward.</summary>
/// <param name="Dora">The module's factors.</param>
/// <param name="Subtracted">1 where the forward needs factor − 1, else 0.</param>
internal sealed record DoraFactor(Dora Dora, float Subtracted) : WeightRecipe(1, Dora.Magnitude.Inputs, Dora.Norm)
{
    public override IEnumerable<WeightRecipe> Parts => Dora.Parts;

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var factors = Dora.Factors;
        for (var i = 0; i < factors.Length; i++)
            destination[i] = factors[i] - Subtracted;
        Rounding.Round(destination[..factors.Length], destination[..factors.Length], Dora.Norm);
    }
}
