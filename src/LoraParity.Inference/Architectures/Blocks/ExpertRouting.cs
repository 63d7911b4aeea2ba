namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>How a router's shares become routing weights.</summary>
/// <param name="PerToken">Experts that one row is sent to.</param>
/// <param name="Normalises">Whether the chosen experts' weights are made to sum to one.</param>
/// <param name="Rounds">Whether the weights are rounded to the compute dtype, and with them each weighted output (Qwen3-MoE), or stay in fp32 (Mixtral).</param>
public sealed record ExpertRouting(int PerToken, bool Normalises, bool Rounds);
