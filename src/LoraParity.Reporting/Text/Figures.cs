using System.Globalization;

namespace LoraParity.Reporting.Text;

/// <summary>Numbers as tables show them: short, comparable at a glance, the same in every culture.</summary>
public static class Figures
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string Nothing = "–";

    /// <summary>A drift with two significant digits: <c>2.3e-02</c>, <c>8.4</c>, and <c>0</c> where there is none.</summary>
    public static string Drift(double? value) => value switch
    {
        null => Nothing,
        0 => "0",
        >= 0.995 and < 10_000 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.0e-00", CultureInfo.InvariantCulture),
    };

    /// <summary>A multiple: <c>1.4×</c>, from a hundred on without decimals.</summary>
    public static string Times(double? value) => value switch
    {
        null => Nothing,
        double.PositiveInfinity => "∞",
        >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture) + "×",
        _ => value.Value.ToString("0.0", CultureInfo.InvariantCulture) + "×",
    };

    /// <summary>A share as percent, rounded down so that <c>100.0 %</c> means all.</summary>
    public static string Share(double? value) => value is null
        ? Nothing
        : (Math.Floor(value.Value * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A size in decimal units: <c>1.9 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var size = (double)bytes;
        var unit = 0;
        for (; size >= 999.5 && unit < units.Length - 1; unit++)
            size /= 1000;
        return $"{size.ToString(unit == 0 || size >= 99.95 ? "0" : "0.0", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
