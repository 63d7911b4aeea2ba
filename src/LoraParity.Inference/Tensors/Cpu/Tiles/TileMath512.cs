using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>Tiles of 512-bit vectors.</summary>
internal readonly unsafe struct TileMath512 : ITileMath<Vector512<float>>
{
    public static int Count => 16;

    [MethodImpl(HotPath.Inline)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(HotPath.Inline)]
    public static Vector512<float> Broadcast(float* source) => Vector512.Create(*source);

    [MethodImpl(HotPath.Inline)]
    public static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }

    [MethodImpl(HotPath.Inline)]
    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(HotPath.Inline)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;
}
