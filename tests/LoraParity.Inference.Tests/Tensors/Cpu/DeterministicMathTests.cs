using LoraParity.Inference.Tensors.Cpu;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

public sealed class DeterministicMathTests
{
    [Fact]
    public void Exp_WholeRange_IsWithinOneAndAHalfUlp() => AssertClose(DeterministicMath.Exp, Math.Exp, -708, 709, 1.5);

    [Fact]
    public void Log_WholeRange_IsWithinOneAndAHalfUlp()
    {
        AssertClose(DeterministicMath.Log, Math.Log, 0.3, 3, 1.5);
        AssertClose(DeterministicMath.Log, Math.Log, 3, 1e9, 1.5);
        AssertClose(DeterministicMath.Log, Math.Log, 1e-320, 1e-300, 1.5);
    }

    [Fact]
    public void SinAndCos_AnglesOfLongContexts_AreWithinAnUlpOfOne()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var x = (i - 100_000) * 1.2345678;
            Assert.Equal(Math.Sin(x), DeterministicMath.Sin(x), 2e-16);
            Assert.Equal(Math.Cos(x), DeterministicMath.Cos(x), 2e-16);
        }
    }

    [Fact]
    public void Sin_SmallAngles_IsWithinOneAndAHalfUlp() => AssertClose(DeterministicMath.Sin, Math.Sin, 1e-9, 3, 1.5);

    [Fact]
    public void Pow_RotaryBases_RoundsToTheSameFloat()
    {
        foreach (var theta in new[] { 10_000.0, 500_000.0, 1_000_000.0, 5_000_000.0 })
        {
            for (var i = 0; i < 256; i += 2)
                Assert.Equal((float)Math.Pow(theta, i / 256.0), (float)DeterministicMath.Pow(theta, i / 256.0));
        }
    }

    [Fact]
    public void Exp_Limits_AreIeee()
    {
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Exp(710));
        Assert.Equal(0, DeterministicMath.Exp(-750));
        Assert.Equal(double.Epsilon, DeterministicMath.Exp(-744.5));
        Assert.Equal(1, DeterministicMath.Exp(0));
        Assert.True(double.IsNaN(DeterministicMath.Exp(double.NaN)));
    }

    [Fact]
    public void Log_Limits_AreIeee()
    {
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log(0));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(DeterministicMath.Log(-1)));
        Assert.True(double.IsNaN(DeterministicMath.Log(double.NaN)));
        Assert.Equal(0, DeterministicMath.Log(1));
    }

    [Fact]
    public void Sin_BeyondItsRange_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => DeterministicMath.Sin(2e9));

    private static void AssertClose(Func<double, double> actual, Func<double, double> expected, double from, double to, double ulps)
    {
        const int Steps = 100_000;
        for (var i = 0; i <= Steps; i++)
        {
            var x = from + ((to - from) * i / Steps);
            var right = expected(x);
            var error = Math.Abs(actual(x) - right) / (Math.BitIncrement(Math.Abs(right)) - Math.Abs(right));
            Assert.True(error <= ulps, $"f({x:R}) is {actual(x):R}, {error:F2} ulp from {right:R}.");
        }
    }
}
