using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>Tiles of 256-bit vectors.</summary>
internal readonly unsafe struct TileMath256 : ITileMath<Vector256<float>>
{
    public static int Count => 8;

    [MethodImpl(HotPath.Inline)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(HotPath.Inline)]
    public static Vector256<float> Broadcast(float* source) => Vector256.Create(*source);

    [MethodImpl(HotPath.Inline)]
    public static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }

    [MethodImpl(HotPath.Inline)]
    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(HotPath.Inline)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;
}
