using System.Globalization;

namespace LoraParity.Text;

/// <summary>Numbers as messages show them: three significant digits, the same on every machine.</summary>
internal static class Figures
{
    /// <summary>For example <c>0.0947</c>, <c>3.1e-5</c>, <c>1,770</c>, <c>infinite</c>.</summary>
    public static string Of(double value)
    {
        var abs = Math.Abs(value);
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "infinite" : "-infinite";
        if (abs is 0 or (>= 0.00095 and < 1000))
            return double.Round(value, Digits(abs)).ToString("0.######", CultureInfo.InvariantCulture);
        return abs is >= 1000 and < 1e6
            ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
    }

    /// <summary>A multiple: the number and a times sign.</summary>
    public static string Times(double value) => $"{Of(value)} ×";

    /// <summary>A count of things, with thousands separated.</summary>
    public static string Count(long count, string thing) => $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>A bound as YAML: the next number of two significant digits that the measured value is within.</summary>
    public static string Bound(double measured, bool atMost)
    {
        if (measured == 0)
            return "0";
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(measured))) - 1);
        var steps = Math.Round(measured / unit) + (atMost ? -1 : 1);
        while (atMost ? TwoDigits(steps * unit) < measured : TwoDigits(steps * unit) > measured)
            steps += atMost ? 1 : -1;
        var bound = TwoDigits(steps * unit);
        return bound.ToString(Math.Abs(bound) is >= 1e-3 and < 1e5 ? "0.######" : "0.0e+0", CultureInfo.InvariantCulture);
    }

    private static double TwoDigits(double value) =>
        double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Digits(double abs) => abs == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(abs)), 0, 6);
}
