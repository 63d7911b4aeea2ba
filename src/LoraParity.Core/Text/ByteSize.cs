using System.Globalization;

namespace LoraParity.Text;

/// <summary>A number of bytes as people write it: <c>500MB</c>, <c>1.5 GiB</c>.</summary>
public static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1000), ("MB", 1000_000), ("GB", 1000_000_000), ("TB", 1000_000_000_000), ("B", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">A number and a unit, in letters of any case, with or without a space between them.</param>
    /// <param name="needsUnit">Whether a number alone is refused; it is one of bytes else.</param>
    /// <returns>Whole bytes, at most <see cref="long.MaxValue"/>; null where the text is no size.</returns>
    public static long? Parse(string text, bool needsUnit = false)
    {
        var (unit, bytes) = Array.Find(Units, u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase));
        if (unit is null)
            (unit, bytes) = ("", needsUnit ? 0 : 1);
        var isNumber = decimal.TryParse(
            text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || bytes == 0)
            return null;
        return number < (decimal)long.MaxValue / bytes ? (long)(number * bytes) : long.MaxValue;
    }
}
