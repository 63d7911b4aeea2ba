using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// What DoRA makes of one module: m / ‖W + ΔW‖ for every output feature (every feature of an embedding), with the norm of the
/// sum in fp32. The sum of squares runs in double in ascending order.
/// </summary>
/// <param name="Weight">W in the dtype in which the adapter meets it.</param>
/// <param name="Delta">ΔW.</param>
/// <param name="Magnitude">m, one row.</param>
/// <param name="ByColumn">Whether features are columns: embeddings.</param>
/// <param name="Norm">The dtype of ΔW, the sum and its norm: fp32, or the base's with adapters held in the base's dtype.</param>
internal sealed record Dora(WeightRecipe Weight, LoraDelta Delta, WeightRecipe Magnitude, bool ByColumn, Precision Norm)
{
    private readonly Lock _lock = new();
    private float[]? _factors;

    /// <summary>The factors, one a feature.</summary>
    public ReadOnlySpan<float> Factors
    {
        get
        {
            lock (_lock)
                return _factors ??= Form();
        }
    }

    /// <summary>Reads one row of W + ΔW.</summary>
    public void ReadSum(int row, Span<float> sum, Span<float> scratch)
    {
        Weight.ReadRows(row, 1, sum);
        Delta.ReadRows(row, 1, scratch);
        Rounding.Round(scratch, scratch, Norm);
        RowMath.Add(sum, scratch);
        Rounding.Round(sum, sum, Norm);
    }

    public bool Equals(Dora? other) =>
        other is not null && Weight == other.Weight && Delta == other.Delta && Magnitude == other.Magnitude
        && ByColumn == other.ByColumn && Norm == other.Norm;

    public override int GetHashCode() => HashCode.Combine(Weight, Delta, Magnitude, ByColumn, Norm);

    private float[] Form()
    {
        var factors = Magnitude.ReadAll();
        var squares = SumsOfSquares(factors.Length);
        for (var i = 0; i < factors.Length; i++)
            factors[i] /= Rounding.Round((float)Math.Sqrt(squares[i]), Norm);
        Rounding.Round(factors, factors, Norm);
        return factors;
    }

    private double[] SumsOfSquares(int features)
    {
        var squares = new double[features];
        var sum = new float[Weight.Inputs];
        var scratch = new float[Weight.Inputs];
        for (var row = 0; row < Weight.Outputs; row++)
        {
            ReadSum(row, sum, scratch);
            for (var column = 0; column < sum.Length; column++)
                squares[ByColumn ? column : row] += (double)sum[column] * sum[column];
        }

        return squares;
    }
}
