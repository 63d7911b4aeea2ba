namespace LoraParity.Inference.Auditing;

/// <summary>One adapted weight.</summary>
/// <param name="Name">The module's path, or the parameter's where bare parameters are targeted.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Alpha">α.</param>
/// <param name="Scalings">The factor on B·A of every <see cref="ServingEngine"/>, in their order.</param>
public sealed record AuditedModule(string Name, int Rank, double Alpha, IReadOnlyList<double> Scalings)
{
    /// <summary>‖ΔW‖ / ‖W‖ (Frobenius).</summary>
    public double RelativeDelta { get; init; }

    /// <summary>Share of the elements that ΔW means to change and the merge left as they were.</summary>
    public double Unchanged { get; init; }

    /// <summary>‖ΔW_effective − ΔW‖ / ‖ΔW‖.</summary>
    public double RelativeError { get; init; }

    /// <summary>Cosine of the angle between ΔW_effective and ΔW.</summary>
    public double Cosine { get; init; }

    /// <summary>The s that minimises ‖ΔW_effective − s·ΔW‖.</summary>
    public double BestScale { get; init; }
}
