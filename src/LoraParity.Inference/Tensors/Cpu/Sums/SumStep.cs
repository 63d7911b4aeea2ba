namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>One chain of fused multiply-adds within a sum.</summary>
/// <param name="First">The first product.</param>
/// <param name="Stride">From one product to the next.</param>
/// <param name="Length">Number of products.</param>
/// <param name="Continues">Whether the chain goes on from the last partial sum instead of zero.</param>
/// <param name="Merges">How many times the last two partial sums are added afterwards.</param>
internal readonly record struct SumStep(int First, int Stride, int Length, bool Continues, int Merges);
