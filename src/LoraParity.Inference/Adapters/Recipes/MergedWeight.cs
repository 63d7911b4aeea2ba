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
    public override bool IsConv1D => Inner.IsConv1D;

    public override WeightFormula Formula => new MergeFormula(
        Inner, Delta.Left, Delta.Right, Delta.Scaling, RoundsDelta, Checked ? () => MergeErrors.NotFinite(Delta.Adapter) : null);

    public override IEnumerable<WeightRecipe> Parts => [Inner, Delta.Left, Delta.Right];

    /// <summary>A sum in fp32 that is rounded only by the cast is the same as one rounded by the merge; so that both are one recipe.</summary>
    public override WeightRecipe CastTo(Precision precision) => Merge == Precision.Fp32 && precision != Precision.Fp32 && !Checked
        ? new MergedWeight(Inner, Delta, precision, RoundsDelta: false, Checked: false)
        : base.CastTo(precision);

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var values = destination[..(count * Inputs)];
        Inner.ReadRows(first, count, values);
        var scratch = ArrayPool<float>.Shared.Rent(Math.Min(DeltaMemo.RowsAtOnce, count) * Inputs);
        try
        {
            for (var row = 0; row < count; row += DeltaMemo.RowsAtOnce)
                Add(first + row, scratch.AsSpan(0, Math.Min(DeltaMemo.RowsAtOnce, count - row) * Inputs), values[(row * Inputs)..]);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }

        Rounding.Round(values, values, Merge);
        if (Checked && values.ContainsNonFinite())
            throw MergeErrors.NotFinite(Delta.Adapter);
    }

    private void Add(int first, Span<float> scratch, Span<float> values)
    {
        var delta = Delta.Rows(first, scratch.Length / Inputs, scratch);
        if (RoundsDelta)
        {
            Rounding.Round(delta, scratch, Merge);
            delta = scratch;
        }

        RowMath.Add(values[..scratch.Length], delta);
    }
}
