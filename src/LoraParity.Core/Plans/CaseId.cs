namespace LoraParity.Plans;

/// <summary>Names one case of a spec.</summary>
/// <param name="Variant">The variant's key.</param>
/// <param name="Prompt">The prompt's id.</param>
public readonly record struct CaseId(string Variant, string Prompt);
