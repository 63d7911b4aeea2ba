namespace LoraParity.Traces;

/// <summary>One vocabulary entry (or label) and its logit.</summary>
/// <param name="Token">The token id, or the label's index.</param>
/// <param name="Logit">The logit, an fp32 copy of the compute dtype's value.</param>
public readonly record struct TokenLogit(int Token, float Logit);
