using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>A matrix in plain memory, for computing what a backend should.</summary>
public sealed class ReferenceTensor
{
    private readonly float[] _values;

    public ReferenceTensor(int rows, int columns, Precision precision)
        => (Rows, Columns, Precision, _values) = (rows, columns, precision, new float[rows * columns]);

    public int Rows { get; }

    public int Columns { get; }

    public Precision Precision { get; }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>A value; what is written is rounded to the precision.</summary>
    public float this[int row, int column]
    {
        get => _values[(row * Columns) + column];
        set => _values[(row * Columns) + column] = ReferenceRounding.Round(value, Precision);
    }

    /// <summary>Makes a tensor from a function of row and column.</summary>
    public static ReferenceTensor Fill(int rows, int columns, Precision precision, Func<int, int, float> value)
    {
        var result = new ReferenceTensor(rows, columns, precision);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                result[row, column] = value(row, column);
        }

        return result;
    }

    /// <summary>Random values of about the size activations have; the same for the same seed.</summary>
    public static ReferenceTensor Random(int rows, int columns, Precision precision, int seed, double scale = 1)
    {
        var random = new Random(seed);
        return Fill(rows, columns, precision, (_, _) => (float)(scale * Normal(random)));
    }

    /// <summary>A function of each value, rounded.</summary>
    public ReferenceTensor Map(Func<float, float> function) => Fill(Rows, Columns, Precision, (r, c) => function(this[r, c]));

    /// <summary>The sum of four uniform numbers: close enough to normal.</summary>
    private static double Normal(Random random)
        => (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * 1.7;
}
