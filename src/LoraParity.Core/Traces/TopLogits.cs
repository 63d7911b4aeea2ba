namespace LoraParity.Traces;

/// <summary>The largest logits of one position, with what is needed to turn them into probabilities.</summary>
/// <param name="Top">The largest logits, descending; equal logits in ascending order of token.</param>
/// <param name="LogSumExp">Natural logarithm of the sum of exp(logit) over the whole row: a logit minus this is a log-probability.</param>
/// <param name="TailMass">Probability of everything that is not in <paramref name="Top"/>, 0 to 1.</param>
public sealed record TopLogits(IReadOnlyList<TokenLogit> Top, double LogSumExp, double TailMass);
