using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>
/// Transcendental functions from correctly rounded operations only, so that every machine gives the same bits. The exponential
/// and the error function have the bits of PyTorch's vectorised ones on CPUs (SLEEF's expf with 1.0 ulp; ATen's erf), since in
/// fp16 one ulp of fp32 flips a rounding now and then; tanh is a minimax fit (Remez exchange).
/// </summary>
internal static class LaneMath
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>1.5 · 2²³: adding it rounds to an integer, which is then the low bits of the sum.</summary>
    private const float RoundToInteger = 12582912f;

    /// <summary>e^x: e^x = 2^n · e^r with |r| ≤ ln 2 / 2. Gradual underflow and overflow as IEEE 754 has them.</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Select(T.LessThan(T.Create(90f), x), T.Create(90f), x);
        x = T.Select(T.LessThan(x, T.Create(-105f)), T.Create(-105f), x);
        var shifted = (x * T.Create(1.44269504f)) + T.Create(RoundToInteger);
        var n = shifted - T.Create(RoundToInteger);
        // The high part of ln 2 has so few bits that n times it is exact.
        var r = T.Fma(n, T.Create(-0.693145751953125f), x);
        r = T.Fma(n, T.Create(-1.42860677e-06f), r);
        var p = T.Create(0.000198527618f);
        p = T.Fma(p, r, T.Create(0.00139304355f));
        p = T.Fma(p, r, T.Create(0.00833336078f));
        p = T.Fma(p, r, T.Create(0.0416664854f));
        p = T.Fma(p, r, T.Create(0.166666672f));
        p = T.Fma(p, r, T.Create(0.5f));
        p = T.Create(1f) + T.Fma(r * r, p, r);
        return ScaleByPowerOfTwo(p, shifted);
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        var sign = x & T.FromBits(SignBit);
        var a = x ^ sign;
        var s = a * a;
        var p = T.Create(-0.005717045161873102f);
        p = T.Fma(p, s, T.Create(0.02065058797597885f));
        p = T.Fma(p, s, T.Create(-0.05374349653720856f));
        p = T.Fma(p, s, T.Create(0.13331490755081177f));
        p = T.Fma(p, s, T.Create(-0.3333328366279602f));
        var small = T.Fma(p * s, a, a);
        // Beyond 10 the result is 1; NaN passes through both branches.
        var bounded = T.Select(T.LessThan(T.Create(10f), a), T.Create(10f), a);
        var large = T.Create(1f) - T.Create(2f) / (Exp(bounded + bounded) + T.Create(1f));
        return T.Select(T.LessThan(a, T.Create(0.625f)), small, large) | sign;
    }

    /// <summary>The error function to 1.5e-7 (Abramowitz and Stegun, 7.1.26).</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        var sign = x & T.FromBits(SignBit);
        var t = T.Create(1f) / T.Fma(T.Create(0.3275911f), x ^ sign, T.Create(1f));
        var p = T.Fma(T.Create(1.061405429f), t, T.Create(-1.453152027f));
        p = T.Fma(p, t, T.Create(1.421413741f));
        p = T.Fma(p, t, T.Create(-0.284496736f));
        p = T.Fma(p, t, T.Create(0.254829592f));
        var tail = Exp((x * x) ^ T.FromBits(SignBit)) ^ T.FromBits(SignBit);
        return T.Fma(tail * t, p, T.Create(1f)) ^ sign;
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Sigmoid<T>(T x)
        where T : struct, ILanes<T>
        => T.Create(1f) / (T.Create(1f) + Exp(x ^ T.FromBits(SignBit)));

    /// <summary>p · 2^n in two steps, so that the result may be subnormal; n is in the low bits of <paramref name="shifted"/>.</summary>
    [MethodImpl(HotPath.Inline)]
    private static T ScaleByPowerOfTwo<T>(T p, T shifted)
        where T : struct, ILanes<T>
    {
        var n = T.AddBits(shifted, T.FromBits(unchecked((uint)-0x4B400000)));
        var half = T.ShiftRightSigned(n, 1);
        var rest = T.AddBits(n, T.AddBits(~half, T.FromBits(1)));
        return p * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    [MethodImpl(HotPath.Inline)]
    private static T PowerOfTwo<T>(T n)
        where T : struct, ILanes<T>
        => T.ShiftLeft(T.AddBits(n, T.FromBits(127)), 23);
}
