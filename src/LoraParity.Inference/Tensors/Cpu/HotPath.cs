using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>How the kernels ask to be compiled.</summary>
internal static class HotPath
{
    /// <summary>
    /// For methods that loop: optimised from the first call on, and never inlined, because a caller that swallowed the loop
    /// could exhaust the compiler's inlining budget before it reached the operations inside.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>For what stands inside loops.</summary>
    public const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
}
