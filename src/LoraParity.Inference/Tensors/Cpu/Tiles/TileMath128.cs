using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>Tiles of 128-bit vectors.</summary>
internal readonly unsafe struct TileMath128 : ITileMath<Vector128<float>>
{
    public static int Count => 4;

    [MethodImpl(HotPath.Inline)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(HotPath.Inline)]
    public static Vector128<float> Broadcast(float* source) => Vector128.Create(*source);

    [MethodImpl(HotPath.Inline)]
    public static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }

    [MethodImpl(HotPath.Inline)]
    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Vector128<float> Fma(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(HotPath.Inline)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;
}
