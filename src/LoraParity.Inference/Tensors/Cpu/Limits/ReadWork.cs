using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Threading;

namespace LoraParity.Inference.Tensors.Cpu.Limits;

/// <summary>Reads more memory than caches hold, once.</summary>
/// <param name="memory">That memory.</param>
internal sealed unsafe class ReadWork(NativeBuffer memory) : Work
{
    /// <summary>How much is read.</summary>
    public const long Bytes = 512L << 20;

    /// <summary>Pieces to share out.</summary>
    public const int Items = 256;

    /// <summary>The sum of what was read, so that reading is not left out.</summary>
    public float Sum { get; private set; }

    [MethodImpl(HotPath.Loop)]
    protected override void Run(int first, int count)
    {
        const long Size = Bytes / sizeof(float) / Items;
        var at = memory.Floats + (first * Size);
        var end = at + (count * Size);
        Vector512<float> a = default, b = default, c = default, d = default;
        for (; at < end; at += 64)
        {
            a += Vector512.Load(at);
            b += Vector512.Load(at + 16);
            c += Vector512.Load(at + 32);
            d += Vector512.Load(at + 48);
        }

        Sum = Vector512.Sum(a + b + c + d);
    }
}
