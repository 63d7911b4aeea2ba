namespace LoraParity.Plans;

/// <summary>What one cell may drift. Null fields set no bound.</summary>
public sealed record Tolerance
{
    /// <summary>Bound on logits.</summary>
    public LogitsTolerance? Logits { get; init; }

    /// <summary>Bound on KL(reference ‖ variant).</summary>
    public KlTolerance? Kl { get; init; }

    /// <summary>At most this many times the noise floor of the cell's compute dtype.</summary>
    public double? Noise { get; init; }

    /// <summary>Smallest share of positions with the reference's argmax, 0 to 1.</summary>
    public double? Top1 { get; init; }

    /// <summary>How tokens are judged.</summary>
    public TokenRule? Tokens { get; init; }

    /// <summary>Whether the cell is known to drift; null leaves it at what the rules before say, <see cref="Expectation.Match"/> at first.</summary>
    public Expectation? Expect { get; init; }

    /// <summary>Why, in the user's words.</summary>
    public string? Reason { get; init; }
}
