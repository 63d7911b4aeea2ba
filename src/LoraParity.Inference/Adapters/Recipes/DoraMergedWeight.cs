using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>DoRA's merge: (m / ‖W + ΔW‖) · (W + ΔW) in fp32, rounded once to the merge dtype; plain and safe are the same arithmetic.</summary>
/// <param name="Dora">The module's factors, over W in the merge dtype.</param>
/// <param name="Merge">The merge dtype.</param>
/// <param name="Checked">Whether a result that is not finite is an error: safe merges.</param>
internal sealed record DoraMergedWeight(Dora Dora, Precision Merge, bool Checked)
    : WeightRecipe(Dora.Weight.Outputs, Dora.Weight.Inputs, Merge)
{
    public override bool IsConv1D => Dora.Weight.IsConv1D;

    public override IEnumerable<WeightRecipe> Parts => Dora.Parts;

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var factors = Dora.Factors;
        var scratch = new float[Inputs];
        for (var row = 0; row < count; row++)
        {
            var values = destination.Slice(row * Inputs, Inputs);
            Dora.ReadSum(first + row, values, scratch);
            for (var column = 0; column < values.Length; column++)
                values[column] *= factors[Dora.ByColumn ? column : first + row];
        }

        var all = destination[..(count * Inputs)];
        Rounding.Round(all, all, Merge);
        if (Checked && all.ContainsNonFinite())
            throw MergeErrors.NotFinite(Dora.Delta.Adapter);
    }
}
