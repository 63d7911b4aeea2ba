using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

public sealed class LaneMathTests
{
    private delegate float Function(float x);

    [Fact]
    public void Exp_WholeRange_IsWithinOneUlp() => AssertUlps(x => LaneMath.Exp(Lanes1.Create(x)).Value, Math.Exp, -104, 89, 1.0);

    [Fact]
    public void Tanh_WholeRange_IsWithinTwoUlps() => AssertUlps(x => LaneMath.Tanh(Lanes1.Create(x)).Value, Math.Tanh, -10, 10, 1.6);

    [Fact]
    public void Erf_WholeRange_IsAsCloseAsItsApproximation()
    {
        for (var x = -4.2f; x < 4.2f; x += 1e-3f)
            Assert.InRange(LaneMath.Erf(Lanes1.Create(x)).Value - ReferenceActivations.Erf(x), -5e-7, 5e-7);
    }

    [Fact]
    public void Sigmoid_WholeRange_IsWithinTwoUlps()
        => AssertUlps(x => LaneMath.Sigmoid(Lanes1.Create(x)).Value, x => 1 / (1 + Math.Exp(-x)), -87, 20, 2.5);

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(-1e30f, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(88.73f, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_Limits_AreIeee(float x, float expected) => Assert.Equal(expected, LaneMath.Exp(Lanes1.Create(x)).Value);

    [Theory]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(1e-30f, 1e-30f)]
    [InlineData(float.NaN, float.NaN)]
    public void Tanh_Limits_AreKept(float x, float expected) => Assert.Equal(expected, LaneMath.Tanh(Lanes1.Create(x)).Value);

    [Theory]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, float.NaN)]
    public void Erf_Limits_AreKept(float x, float expected) => Assert.Equal(expected, LaneMath.Erf(Lanes1.Create(x)).Value);

    [Fact]
    public void OddFunctions_NegativeZero_KeepItsSign()
    {
        Assert.True(float.IsNegative(LaneMath.Tanh(Lanes1.Create(-0f)).Value));
        Assert.True(float.IsNegative(LaneMath.Erf(Lanes1.Create(-0f)).Value));
    }

    /// <summary>The largest error against a double-precision function over a dense grid, in fp32 ulps of the right value.</summary>
    private static void AssertUlps(Function actual, Func<double, double> expected, float from, float to, double allowed)
    {
        const int Steps = 200_000;
        var (worst, where) = (0.0, 0f);
        for (var i = 0; i <= Steps; i++)
        {
            var x = (float)(from + (((double)to - from) * i / Steps));
            var right = expected(x);
            var magnitude = Math.Abs((float)right);
            if (float.IsInfinity(magnitude))
                continue;
            var error = Math.Abs(actual(x) - right) / ((double)MathF.BitIncrement(magnitude) - magnitude);
            (worst, where) = error > worst ? (error, x) : (worst, where);
        }

        Assert.True(worst <= allowed, $"{worst:F3} ulp at {where:R}.");
    }
}
