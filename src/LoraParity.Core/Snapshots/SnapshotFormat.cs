using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoraParity.Snapshots;

/// <summary>What writer and reader of snapshots agree on.</summary>
internal static class SnapshotFormat
{
    /// <summary>The version in the first field.</summary>
    public const int Version = 1;

    /// <summary>The last line but one begins with this; the checksum is of all text before that line.</summary>
    public const string ChecksumStart = "\n  \"checksum\": \"";

    /// <summary>SHA-256 of text with LF line ends, lower-case hexadecimal: a checkout with CRLF has the same.</summary>
    public static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    /// <summary>A logit in the fewest digits that give the same fp32.</summary>
    public static string Number(float value) =>
        float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : $"\"{value.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>A sum or share, in more digits than fp32 has; what is no number, in quotes.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">A .NET number format.</param>
    public static string Number(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : $"\"{value.ToString(CultureInfo.InvariantCulture)}\"";
}
