using System.Runtime.Intrinsics;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// What DoRA makes of one module: m / ‖W + ΔW‖ for every output feature (every feature of an embedding), with the norm of the
/// sum in fp32. The squares are summed as PyTorch's <c>linalg.norm</c> does on CPUs: over rows that lie in memory in 8 lanes, over
/// columns of an embedding or a Conv1D one after another.
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

    /// <summary>The recipes that the factors are made of.</summary>
    public IEnumerable<WeightRecipe> Parts => [Weight, Delta.Left, Delta.Right, Magnitude];

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
            factors[i] /= Rounding.Round(MathF.Sqrt(squares[i]), Norm);
        Rounding.Round(factors, factors, Norm);
        return factors;
    }

    private float[] SumsOfSquares(int features)
    {
        var squares = new float[features];
        var sum = new float[Weight.Inputs];
        var scratch = new float[Weight.Inputs];
        for (var row = 0; row < Weight.Outputs; row++)
        {
            ReadSum(row, sum, scratch);
            if (ByColumn)
                AddSquares(sum, squares);
            else
                squares[row] = Weight.IsConv1D ? SumInOrder(sum) : SumInLanes(sum);
        }

        return squares;
    }

    private static void AddSquares(float[] row, float[] squares)
    {
        for (var column = 0; column < row.Length; column++)
            squares[column] += row[column] * row[column];
    }

    private static float SumInOrder(ReadOnlySpan<float> row, float sum = 0)
    {
        foreach (var value in row)
            sum += value * value;
        return sum;
    }

    private static float SumInLanes(ReadOnlySpan<float> row)
    {
        var lanes = Vector256<float>.Zero;
        var whole = row.Length / Vector256<float>.Count * Vector256<float>.Count;
        for (var i = 0; i < whole; i += Vector256<float>.Count)
        {
            var values = Vector256.Create(row[i..]);
            lanes += values * values;
        }

        var sum = lanes[0];
        for (var lane = 1; lane < Vector256<float>.Count; lane++)
            sum += lanes[lane];
        return SumInOrder(row[whole..], sum);
    }
}
