namespace LoraParity.Metrics;

/// <summary>Makes <see cref="Distribution"/>s.</summary>
internal static class Distributions
{
    /// <summary>The distribution of all values that are numbers or infinite; all NaN where there is none.</summary>
    public static Distribution Of(IEnumerable<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return sorted.Length == 0
            ? new Distribution(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)
            : new Distribution(
                Mean(sorted), Percentile(sorted, 0.5), Percentile(sorted, 0.99), Percentile(sorted, 0.999), sorted[^1], sorted[0]);
    }

    /// <summary>Linear interpolation between the two nearest of the sorted values.</summary>
    public static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var rest = at - below;
        return rest == 0 || sorted[below] == sorted[below + 1]
            ? sorted[below]
            : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }

    private static double Mean(double[] values) => values.Sum() / values.Length;
}
