using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// Σx² over a row in the order of PyTorch's sum over the last dimension on CPUs (ATen's cascade sum with 8-lane vectors), in which
/// an RMSNorm takes its mean: in fp16 another order would not agree with PyTorch to the bit.
/// </summary>
internal static unsafe class SquareSum
{
    private const int Lanes = 8;
    private const int Partials = 4 * Lanes;
    private const int Levels = 4;
    private const int ShortestStep = 4;

    /// <summary>The sum of the squares of n values, each square rounded before it is added.</summary>
    [MethodImpl(HotPath.Loop)]
    public static float Of<TLanes>(float* x, int n)
        where TLanes : struct, ILanes<TLanes>
    {
        var partials = stackalloc float[Partials];
        var runs = n / Partials;
        for (var lane = 0; lane < Partials; lane += TLanes.Count)
            Cascade<TLanes>(x + lane, runs).Store(partials + lane);
        var whole = n / Lanes * Lanes;
        for (var i = runs * Partials; i < whole; i++)
            partials[i % Lanes] += x[i] * x[i];
        return Combine(partials, x + whole, n - whole);
    }

    /// <summary>
    /// The sums of every 32nd value: after each step of additions a sum moves one level up, so that long rows lose fewer bits.
    /// </summary>
    [MethodImpl(HotPath.Loop)]
    private static TLanes Cascade<TLanes>(float* x, int runs)
        where TLanes : struct, ILanes<TLanes>
    {
        var power = Math.Max(ShortestStep, AtenMath.CeilLog2(runs) / Levels);
        var mask = (1L << power) - 1;
        var (first, second, third, fourth) = (TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f), TLanes.Create(0f));
        for (var run = 0L; run < runs;)
        {
            first += Square<TLanes>(x);
            x += Partials;
            if ((++run & mask) != 0)
                continue;
            (first, second) = (TLanes.Create(0f), second + first);
            if ((run & (mask << power)) != 0)
                continue;
            (second, third) = (TLanes.Create(0f), third + second);
            if ((run & (mask << (2 * power))) == 0)
                (third, fourth) = (TLanes.Create(0f), fourth + third);
        }

        return first + second + third + fourth;
    }

    [MethodImpl(HotPath.Inline)]
    private static TLanes Square<TLanes>(float* x)
        where TLanes : struct, ILanes<TLanes>
    {
        var value = TLanes.Load(x);
        return value * value;
    }

    /// <summary>The four rows of lanes are added, then what fills no vector one after another, then the lanes.</summary>
    private static float Combine(float* partials, float* rest, int count)
    {
        var sum = 0f;
        for (var i = 0; i < count; i++)
            sum += rest[i] * rest[i];
        for (var lane = 0; lane < Lanes; lane++)
            sum += partials[lane] + partials[Lanes + lane] + partials[(2 * Lanes) + lane] + partials[(3 * Lanes) + lane];
        return sum;
    }
}
