using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoraParity.Diagnostics;
using LoraParity.Metrics;
using LoraParity.Safetensors;

namespace LoraParity.Snapshots;

/// <summary>The full logits beside a snapshot.</summary>
internal static class SnapshotRows
{
    /// <summary>What is wrong with the rows of an approved snapshot, as a sentence; null where they are what the snapshot says.</summary>
    public static string? Damage(string verifiedPath, SnapshotLogits logits)
    {
        var path = SnapshotNames.ToRows(verifiedPath);
        var advice = "Restore both from version control, or delete both and run again to make new ones.";
        if (!File.Exists(path))
            return $"The snapshot '{verifiedPath}' says that its logits lie in '{path}', and there is no such file. {advice}";
        try
        {
            using var file = SafetensorsFile.Open(path);
            var entry = file.Find(ReceivedRows.Tensor);
            return Hash(file, entry, logits.Width) == logits.Sha256
                ? null
                : $"The logits in '{path}' are not those of the snapshot '{verifiedPath}': their SHA-256 differs. {advice}";
        }
        catch (InputException e)
        {
            return $"{e.Message} {advice}";
        }
    }

    /// <summary>The drift of the received rows from the approved ones.</summary>
    /// <param name="verifiedPath">The approved rows.</param>
    /// <param name="receivedPath">The received rows.</param>
    /// <param name="rows">How many rows are comparable.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="scan">Finds entries beyond bounds, or null.</param>
    public static PairDrift Compare(string verifiedPath, string receivedPath, int rows, int width, LogitsBoundScan? scan)
    {
        using var verified = SafetensorsFile.Open(verifiedPath);
        using var received = SafetensorsFile.Open(receivedPath);
        var (b, a, drift) = (new float[width], new float[width], new PairDrift());
        var comparer = new BlockComparer(width, RowComparer.TopCount);
        for (var row = 0; row < rows; row++)
        {
            verified.ReadFloats(ReceivedRows.Tensor, (long)row * width, b);
            received.ReadFloats(ReceivedRows.Tensor, (long)row * width, a);
            drift.Add(comparer.One(row, b, a, scan));
        }

        return drift;
    }

    private static string Hash(SafetensorsFile file, SafetensorsEntry entry, int width)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var row = new float[width];
        for (long at = 0; at + width <= entry.Elements; at += width)
        {
            file.ReadFloats(entry, at, row);
            hash.AppendData(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
