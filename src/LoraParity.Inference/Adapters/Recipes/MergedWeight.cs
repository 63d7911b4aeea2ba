using System.Buffers;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>W + ΔW in the merge dtype (<c>peft/tuners/lora/layer.py</c>, <c>merge</c>): summed in fp32 and rounded once.</summary>
/// <param name="Inner">W, already in the merge dtype.</param>
/// <param name="Delta">ΔW in fp32.</param>
/// <param name="Merge">The merge dtype.</param>
/// <param name="RoundsDelta">Whether ΔW is rounded to the merge dtype first: safe merges, and embeddings in both modes.</param>
/// <param name="Checked">Whether a sum that is not finite is an error: safe merges.</param>
internal sealed record MergedWeight(WeightRecipe Inner, LoraDelta Delta, Precision Merge, bool RoundsDelta, bool Checked)
    : WeightRecipe(Inner.Outputs, Inner.Inputs, Merge)
{
    private const int RowsAtOnce = 16;

    public override bool IsConv1D => Inner.IsConv1D;

    public override WeightFormula Formula => new MergeFormula(
        Inner, Delta.Left, Delta.Right, Delta.Scaling, RoundsDelta, Checked ? () => MergeErrors.NotFinite(Delta.Adapter) : null);

    public override IEnumerable<WeightRecipe> Parts => [Inner, Delta.Left, Delta.Right];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var values = destination[..(count * Inputs)];
        Inner.ReadRows(first, count, values);
        var scratch = ArrayPool<float>.Shared.Rent(Math.Min(RowsAtOnce, count) * Inputs);
        try
        {
            for (var row = 0; row < count; row += RowsAtOnce)
                Add(first + row, scratch.AsSpan(0, Math.Min(RowsAtOnce, count - row) * Inputs), values[(row * Inputs)..]);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }

        Rounding.Round(values, values, Merge);
        if (Checked && values.ContainsNonFinite())
            throw MergeErrors.NotFinite(Delta.Adapter);
    }

    private void Add(int first, Span<float> delta, Span<float> values)
    {
        Delta.ReadRows(first, delta.Length / Inputs, delta);
        if (RoundsDelta)
            Rounding.Round(delta, delta, Merge);
        RowMath.Add(values[..delta.Length], delta);
    }
}
