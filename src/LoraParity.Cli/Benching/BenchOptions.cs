using LoraParity.Matrix;

namespace LoraParity.Cli.Benching;

/// <summary>What to run.</summary>
/// <param name="Shape">The model's shape, its layers already limited.</param>
internal sealed record BenchOptions(BenchShape Shape)
{
    /// <summary>Rank of the adapter.</summary>
    public const int Rank = 16;

    /// <summary>The fewest variants of a matrix: the reference and what its noise floor is made of.</summary>
    public const int FewestVariants = 2;

    /// <summary>How many variants of the matrix to run.</summary>
    public int Variants { get; init; } = 12;

    /// <summary>The dtypes of the matrix.</summary>
    public IReadOnlyList<Precision> Dtypes { get; init; } = Enum.GetValues<Precision>();

    /// <summary>Number of prompts.</summary>
    public int Prompts { get; init; } = 8;

    /// <summary>Tokens of each prompt.</summary>
    public int Tokens { get; init; } = 60;

    /// <summary>Tokens decoded after each prompt.</summary>
    public int NewTokens { get; init; } = 16;

    /// <summary>Whether every variant decodes for itself, not only the reference.</summary>
    public bool Free { get; init; }

    /// <summary>Threads; null takes all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Most bytes the engine may hold; null leaves it to the engine.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Rows that every variant scores.</summary>
    public long Rows => (long)Prompts * (Tokens + NewTokens);

    /// <summary>Floating-point operations of all linear layers while scoring, adapters left out.</summary>
    public double ScoringOperations => 2.0 * Rows * Shape.Multiplied * Matrix.Count;

    /// <summary>
    /// The variants. Each prefix holds what its own noise floors and splits need, so that a run has exactly as many.
    /// </summary>
    public IReadOnlyList<Variant> Matrix =>
        [.. Order().Where(variant => Dtypes.Contains(variant.Compute) && (variant.Merge is not { } merge || Dtypes.Contains(merge))).Take(Variants)];

    private static IEnumerable<Variant> Order()
    {
        var all = Enum.GetValues<Precision>();
        yield return Variant.Attached(Precision.Fp32);
        yield return Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32);
        foreach (var precision in all.Where(precision => precision != Precision.Fp32))
        {
            yield return Variant.Attached(precision);
            yield return Variant.Merged(precision, precision, Precision.Fp32);
            yield return Variant.Merged(precision, precision, precision);
        }

        foreach (var (merge, compute) in all.SelectMany(merge => all.Select(compute => (merge, compute))))
        {
            if (compute != merge && compute != Precision.Fp32)
                yield return Variant.Merged(merge, merge, compute);
        }
    }
}
