using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoraParity.AcceptanceTests.Suites;

/// <summary>Small damage of the kinds that happen.</summary>
internal static class Breakage
{
    /// <summary>One byte of one approved snapshot so that it is no JSON, and of another so that its first token is a different one.</summary>
    public static void OfSnapshots(string folder)
    {
        Replace(Path.Combine(folder, "byte.attached.fp32.one.verified.json"), "{", "(");
        var other = Path.Combine(folder, "byte.attached.fp32.two.verified.json");
        var token = Regex.Match(File.ReadAllText(other), @"""tokens"": \[(\d+)");
        Replace(other, token.Value, $"\"tokens\": [{int.Parse(token.Groups[1].Value, CultureInfo.InvariantCulture) ^ 1}");
    }

    /// <summary>Turns the sign of every element of the adapter's first tensor.</summary>
    public static void OfTensor(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var first = json.RootElement.EnumerateObject().First(t => t.Name != "__metadata__").Value.GetProperty("data_offsets");
        for (var i = 8 + header + first[0].GetInt32() + 3; i < 8 + header + first[1].GetInt32(); i += 4)
            bytes[i] ^= 0x80;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Misspells a dtype in line 7.</summary>
    public static void OfLine(string path) => Replace(path, "{merge: [bf16]", "{merge: [bf61]");

    private static void Replace(string path, string old, string by)
    {
        var text = File.ReadAllText(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + by + text[(at + old.Length)..]);
    }
}
