using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>
/// Transcendental functions from correctly rounded operations only, so that every machine gives the same bits.
/// The coefficients are minimax fits (Remez exchange) whose error is below a third of an fp32 ulp before rounding.
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
        var shifted = T.Fma(x, T.Create(1.44269504f), T.Create(RoundToInteger));
        var n = shifted - T.Create(RoundToInteger);
        // The high part of ln 2 has so few bits that n times it is exact.
        var r = T.Fma(n, T.Create(-0.693145751953125f), x);
        r = T.Fma(n, T.Create(-1.42860682e-06f), r);
        var p = T.Create(0.0013814467238262296f);
        p = T.Fma(p, r, T.Create(0.008368780836462975f));
        p = T.Fma(p, r, T.Create(0.04166839271783829f));
        p = T.Fma(p, r, T.Create(0.1666651964187622f));
        p = T.Fma(p, r, T.Create(0.4999999403953552f));
        p = T.Fma(p * r, r, r) + T.Create(1f);
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

    /// <summary>The error function.</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        var sign = x & T.FromBits(SignBit);
        var a = x ^ sign;
        var s = a * a;
        var p = T.Create(-0.0005964254960417747f);
        p = T.Fma(p, s, T.Create(0.004988004453480244f));
        p = T.Fma(p, s, T.Create(-0.026763124391436577f));
        p = T.Fma(p, s, T.Create(0.11281721293926239f));
        p = T.Fma(p, s, T.Create(-0.37612485885620117f));
        p = T.Fma(p, s, T.Create(0.12837915122509003f));
        var small = T.Fma(p, a, a);
        return T.Select(T.LessThan(a, T.Create(0.9277f)), small, ErfTail(a)) | sign;
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(HotPath.Inline)]
    public static T Sigmoid<T>(T x)
        where T : struct, ILanes<T>
        => T.Create(1f) / (T.Create(1f) + Exp(x ^ T.FromBits(SignBit)));

    /// <summary>1 − e^−a·q(a) for a ≥ 0.92; beyond 3.95 the result is 1.</summary>
    [MethodImpl(HotPath.Inline)]
    private static T ErfTail<T>(T a)
        where T : struct, ILanes<T>
    {
        a = T.Select(T.LessThan(T.Create(3.95f), a), T.Create(3.95f), a);
        var q = T.Create(-0.00021398492390289903f);
        q = T.Fma(q, a, T.Create(0.0032149553298950195f));
        q = T.Fma(q, a, T.Create(-0.022889964282512665f));
        q = T.Fma(q, a, T.Create(0.10526183992624283f));
        q = T.Fma(q, a, T.Create(0.6357183456420898f));
        q = T.Fma(q, a, T.Create(1.1285144090652466f));
        return T.Create(1f) - Exp((q * a) ^ T.FromBits(SignBit));
    }

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
