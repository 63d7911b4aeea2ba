using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Threading;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Benchmarks.Limits;

/// <summary>What this machine can do at most: fused multiply-adds that never leave registers, and reading memory once.</summary>
internal sealed unsafe class MachineLimits(WorkerPool pool) : IDisposable
{
    private const long BandwidthBytes = 512L << 20;
    private const int FmaRounds = 200_000;

    private readonly NativeBuffer _memory = Filled();

    /// <summary>Floating-point operations of one call of <see cref="MultiplyAdd"/>.</summary>
    public double MultiplyAddOperations => 2.0 * FmaWork.Chains * FmaRounds * pool.Threads * Width;

    /// <summary>Bytes read by one call of <see cref="ReadMemory"/>.</summary>
    public static double BytesRead => BandwidthBytes;

    private static int Width => VectorWidths.Best switch
    {
        VectorWidth.Bits512 => 16,
        VectorWidth.Bits256 => 8,
        _ => 4,
    };

    /// <summary>Keeps all multiply-add units busy on all threads.</summary>
    public void MultiplyAdd() => pool.Run(new FmaWork(), pool.Threads, 1);

    /// <summary>Reads more memory than caches hold, on all threads.</summary>
    public void ReadMemory() => pool.Run(new ReadWork(_memory), ReadWork.Items, 1);

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private static NativeBuffer Filled()
    {
        var memory = new NativeBuffer(BandwidthBytes);
        memory.Clear();
        return memory;
    }

    private sealed class FmaWork : Work
    {
        public const int Chains = 12;

        protected override void Run(int first, int count)
        {
            switch (VectorWidths.Best)
            {
                case VectorWidth.Bits512:
                    Spin<TileMath512, Vector512<float>>(FmaRounds);
                    break;
                case VectorWidth.Bits256:
                    Spin<TileMath256, Vector256<float>>(FmaRounds);
                    break;
                default:
                    Spin<TileMath128, Vector128<float>>(FmaRounds);
                    break;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Spin<TMath, TVector>(int rounds)
            where TMath : struct, ITileMath<TVector>
            where TVector : struct
        {
            var memory = stackalloc float[16];
            var x = TMath.Load(memory);
            TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
            for (; rounds > 0; rounds--)
            {
                (a, b, c, d) = (TMath.Fma(x, x, a), TMath.Fma(x, x, b), TMath.Fma(x, x, c), TMath.Fma(x, x, d));
                (e, f, g, h) = (TMath.Fma(x, x, e), TMath.Fma(x, x, f), TMath.Fma(x, x, g), TMath.Fma(x, x, h));
                (i, j, k, l) = (TMath.Fma(x, x, i), TMath.Fma(x, x, j), TMath.Fma(x, x, k), TMath.Fma(x, x, l));
            }

            a = TMath.Fma(TMath.Fma(a, b, c), TMath.Fma(d, e, f), TMath.Fma(TMath.Fma(g, h, i), TMath.Fma(j, k, l), x));
            TMath.Store(a, memory);
        }
    }

    private sealed class ReadWork(NativeBuffer memory) : Work
    {
        public const int Items = 256;

        private float _sink;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override void Run(int first, int count)
        {
            var size = BandwidthBytes / sizeof(float) / Items;
            var at = memory.Floats + (first * size);
            var end = at + (count * size);
            Vector512<float> a = default, b = default, c = default, d = default;
            for (; at < end; at += 64)
            {
                a += Vector512.Load(at);
                b += Vector512.Load(at + 16);
                c += Vector512.Load(at + 32);
                d += Vector512.Load(at + 48);
            }

            _sink = Vector512.Sum(a + b + c + d);
        }

        public override string ToString() => $"{_sink}";
    }
}
