using System.Numerics;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>Arithmetic that decides how ATen cascades partial sums (aten/src/ATen/native/cpu/utils.h).</summary>
internal static class AtenMath
{
    /// <summary>The logarithm to base 2, rounded up, and 1 at least.</summary>
    public static int CeilLog2(int x) => x <= 2 ? 1 : BitOperations.Log2((uint)x - 1) + 1;
}
