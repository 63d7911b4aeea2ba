using System.Globalization;
using LoraParity.Diagnostics;

namespace LoraParity.Running.Caching;

/// <summary>Reads the cache's limit.</summary>
internal static class CacheLimit
{
    private static readonly (string Unit, double Bytes)[] Units = [("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("B", 1), ("", 1)];

    /// <summary>Bytes of a text such as <c>500MB</c>; null where there is none.</summary>
    /// <exception cref="InputException">It is no size.</exception>
    public static long? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        foreach (var (unit, bytes) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
            {
                return (long)(number * bytes);
            }
        }

        throw new InputException($"{TraceCache.LimitVariable} is '{text}' but must be a size, for example '500MB' or '4GB'.");
    }
}
