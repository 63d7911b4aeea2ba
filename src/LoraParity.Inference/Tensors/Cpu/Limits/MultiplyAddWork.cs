using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LoraParity.Inference.Tensors.Cpu.Threading;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Limits;

/// <summary>Keeps the multiply-add units of one thread an item busy: twelve independent chains hide their latency.</summary>
internal sealed unsafe class MultiplyAddWork : Work
{
    private const int Chains = 12;
    private const int Rounds = 4_000_000;

    /// <summary>Floating-point operations of one item.</summary>
    public static double Operations => 2.0 * Chains * Rounds * Width;

    private static int Width => VectorWidths.Best switch
    {
        VectorWidth.Bits512 => 16,
        VectorWidth.Bits256 => 8,
        _ => 4,
    };

    protected override void Run(int first, int count)
    {
        switch (VectorWidths.Best)
        {
            case VectorWidth.Bits512:
                Spin<TileMath512, Vector512<float>>(count * Rounds);
                break;
            case VectorWidth.Bits256:
                Spin<TileMath256, Vector256<float>>(count * Rounds);
                break;
            default:
                Spin<TileMath128, Vector128<float>>(count * Rounds);
                break;
        }
    }

    [MethodImpl(HotPath.Loop)]
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
