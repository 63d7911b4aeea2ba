using LoraParity.Metrics;

namespace LoraParity.Core.Tests.Metrics;

public sealed class RowVectorsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(-0.3465)]
    [InlineData(0.35)]
    [InlineData(-1)]
    [InlineData(12.5)]
    [InlineData(-87.3)]
    [InlineData(700)]
    [InlineData(-700)]
    public void Exp_AnyNumber_IsTheLibrarysToRounding(double x) =>
        Assert.InRange(RowVectors.Exp(x) / Math.Exp(x), 1 - 5e-16, 1 + 5e-16);

    [Fact]
    public void Exp_BelowTheSmallestNormalNumber_IsAsGoodAsZero() => Assert.InRange(RowVectors.Exp(-5000), 0, 1e-300);

    [Theory]
    [InlineData(1e-8)]
    [InlineData(-1e-3)]
    [InlineData(0.1)]
    [InlineData(-0.35)]
    public void ExpRest_SmallNumber_KeepsAllDigits(double x)
    {
        // Term by term in decimal, which has 28 digits.
        decimal term = 1, sum = 0;
        for (var k = 1; k < 25; k++)
        {
            term = term * (decimal)x / k;
            sum += k > 1 ? term : 0;
        }

        Assert.InRange(RowVectors.ExpRest(x) / (double)sum, 1 - 1e-11, 1 + 1e-11);
    }

    [Theory]
    [InlineData(0.36)]
    [InlineData(-2)]
    [InlineData(5)]
    public void ExpRest_LargerNumber_IsThePlainFormula(double x) => Assert.Equal(Math.Exp(x) - 1 - x, RowVectors.ExpRest(x), 1e-13);
}
