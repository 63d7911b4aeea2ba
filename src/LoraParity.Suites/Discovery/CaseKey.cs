namespace LoraParity.Suites.Discovery;

/// <summary>Names one case of a spec. Both parts are null for the case of the weights.</summary>
/// <param name="Variant">The variant's key.</param>
/// <param name="Prompt">The prompt's id.</param>
internal readonly record struct CaseKey(string? Variant, string? Prompt)
{
    /// <summary>The case of the weights.</summary>
    public static CaseKey Weights { get; } = new(null, null);

    /// <summary>The last part of display names.</summary>
    public string DisplayName => this == Weights ? "weights" : $"{Variant} › {Prompt}";

    /// <summary>The last part of test ids; a prompt's id holds no <c>/</c> before a variant's key ends, so no two cases share one.</summary>
    public override string ToString() => this == Weights ? "weights" : $"{Variant}/{Prompt}";
}
