namespace LoraParity.Judgement;

/// <summary>One bound of a tolerance, measured.</summary>
/// <param name="Bound">The bound as the spec writes it: <c>logits.max_abs</c>, <c>kl.p99</c>, <c>noise</c>, <c>top1</c>, <c>tokens</c>, …</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Within">Whether it holds. A bound on logits holds unless some entry exceeds <c>max_abs</c> and <c>rel</c> at once.</param>
/// <param name="Smallest">The tightest value of this bound that would pass while the others stay; equal to <paramref name="Allowed"/> where it holds.</param>
public sealed record BoundCheck(string Bound, double Measured, double Allowed, bool Within, double Smallest);
