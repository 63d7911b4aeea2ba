using LoraParity.Text;

namespace LoraParity.Core.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(0.09466, "0.0947")]
    [InlineData(0.00095, "0.00095")]
    [InlineData(0.0000312, "3.12e-5")]
    [InlineData(-12.345, "-12.3")]
    [InlineData(999.4, "999")]
    [InlineData(1768.3, "1,768")]
    [InlineData(123456789, "1.23e8")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(double.NaN, "NaN")]
    public void Of_Number_HasThreeDigits(double value, string expected) => Assert.Equal(expected, Figures.Of(value));

    [Theory]
    [InlineData(0.0947, true, "0.095")]
    [InlineData(0.095, true, "0.095")]
    [InlineData(0.0950001, true, "0.096")]
    [InlineData(0.99, false, "0.99")]
    [InlineData(0.947, false, "0.94")]
    [InlineData(0.999, false, "0.99")]
    [InlineData(0.0000312, true, "3.2e-5")]
    [InlineData(9.91e-6, true, "1.0e-5")]
    [InlineData(5122, true, "5200")]
    [InlineData(1.02e6, true, "1.1e+6")]
    [InlineData(0, true, "0")]
    public void Bound_MeasuredValue_IsWithinIt(double measured, bool atMost, string expected) =>
        Assert.Equal(expected, Figures.Bound(measured, atMost));
}
