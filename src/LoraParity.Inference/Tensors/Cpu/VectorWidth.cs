using System.Runtime.Intrinsics.X86;

namespace LoraParity.Inference.Tensors.Cpu;

/// <summary>How many floats one vector instruction of a kernel works on. It never changes a result's bits.</summary>
internal enum VectorWidth
{
    /// <summary>16 floats: AVX-512.</summary>
    Bits512,

    /// <summary>8 floats: AVX2 with FMA.</summary>
    Bits256,

    /// <summary>4 floats: NEON, or whatever the runtime emulates.</summary>
    Bits128,
}

/// <summary>What this machine offers.</summary>
internal static class VectorWidths
{
    /// <summary>
    /// The widest vectors with a fused multiply-add in hardware. <c>Vector512.IsHardwareAccelerated</c> is not asked:
    /// the runtime answers no on processors whose clock once dropped under AVX-512.
    /// </summary>
    public static VectorWidth Best { get; } =
        Avx512F.IsSupported && Avx512DQ.IsSupported ? VectorWidth.Bits512
        : Avx2.IsSupported && Fma.IsSupported ? VectorWidth.Bits256
        : VectorWidth.Bits128;

    /// <summary>The name of the instruction set behind a width.</summary>
    public static string Name(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => "avx512",
        VectorWidth.Bits256 => "avx2",
        _ => System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? "neon" : "portable",
    };
}
