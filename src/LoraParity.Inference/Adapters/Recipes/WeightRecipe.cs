using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// How a parameter comes to be: a chain from a stored tensor over merges and casts, read row by row without existing as a whole.
/// Equal recipes give equal bits, so variants with equal recipes share the weight and all work that depends on it.
/// </summary>
/// <param name="Outputs">Rows.</param>
/// <param name="Inputs">Columns.</param>
/// <param name="Precision">The narrowest dtype in which every value is exact.</param>
internal abstract record WeightRecipe(int Outputs, int Inputs, Precision Precision) : IWeightSource
{
    /// <inheritdoc />
    public virtual bool IsConv1D => false;

    /// <inheritdoc />
    public virtual bool IsAdapterFactor => false;

    /// <summary>The recipes it is made of.</summary>
    public abstract IEnumerable<WeightRecipe> Parts { get; }

    /// <summary>The stored tensors that it is read from.</summary>
    public virtual IEnumerable<CheckpointTensor> Tensors => Parts.SelectMany(part => part.Tensors);

    /// <inheritdoc />
    public virtual WeightFormula? Formula => null;

    /// <inheritdoc />
    public abstract void ReadRows(int first, int count, Span<float> destination);

    /// <summary>The same parameter rounded to a dtype; itself where rounding would change nothing.</summary>
    public virtual WeightRecipe CastTo(Precision precision) =>
        precision == Precision || precision == Precision.Fp32 ? this : new CastWeight(this, precision);

    /// <summary>All values, row after row.</summary>
    public float[] ReadAll()
    {
        var values = new float[checked(Outputs * Inputs)];
        ReadRows(0, Outputs, values);
        return values;
    }
}
