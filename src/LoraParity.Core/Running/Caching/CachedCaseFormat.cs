using System.Runtime.InteropServices;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Running.Caching;

/// <summary>Cached cases as bytes. The key holds the build of this assembly, so the layout of its structs is part of no contract.</summary>
internal static class CachedCaseFormat
{
    /// <summary>The bytes of a case.</summary>
    public static byte[] Write(CachedCase value)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Optional(writer, value.Decoded, decoded => Array<int>(writer, decoded));
        writer.Write(value.Positions.Length);
        foreach (var position in value.Positions)
        {
            Array<TokenLogit>(writer, [.. position.Top]);
            writer.Write(position.LogSumExp);
            writer.Write(position.TailMass);
        }

        Array<int>(writer, value.Choices);
        Value(writer, value.NonFinite);
        writer.Write(value.Hash);
        writer.Write(value.ReferenceHash);
        writer.Write(value.Pairs.Length);
        foreach (var pair in value.Pairs)
            Pair(writer, pair);
        Optional(writer, value.Scan, scan => Scan(writer, scan));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The case of some bytes; null where they are none.</summary>
    public static CachedCase? Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            return new CachedCase
            {
                Decoded = Optional(reader, () => Array<int>(reader)),
                Positions = Items(reader, () => new TopLogits(Array<TokenLogit>(reader), reader.ReadDouble(), reader.ReadDouble())),
                Choices = Array<int>(reader),
                NonFinite = Value<(int, int, float)>(reader),
                Hash = reader.ReadString(),
                ReferenceHash = reader.ReadString(),
                Pairs = Items(reader, () => Pair(reader)),
                Scan = Optional(reader, () => Scan(reader)),
            };
        }
        catch (Exception e) when (e is IOException or OverflowException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static void Pair(BinaryWriter writer, CachedPair pair)
    {
        writer.Write(pair.Variant);
        writer.Write(pair.Against);
        Array<RowDrift>(writer, pair.Rows);
        Optional(writer, pair.NonFinite, bad => Value<(int, int, float, bool)>(writer, (bad.Position, bad.Token, bad.Value, bad.InReference)));
        Array<(int, double, double)>(writer, [.. pair.Layers]);
    }

    private static CachedPair Pair(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        Array<RowDrift>(reader),
        Optional(reader, () => Value<(int Position, int Token, float Value, bool InReference)>(reader)!.Value is var bad
            ? new NonFiniteLogit(bad.Position, bad.Token, bad.Value, bad.InReference)
            : null),
        Array<(int, double, double)>(reader));

    private static void Scan(BinaryWriter writer, CachedScan scan)
    {
        Value(writer, scan.Bounds.MaxAbs);
        Value(writer, scan.Bounds.Rel);
        writer.Write(scan.Entries);
        writer.Write(scan.Rows);
        writer.Write(scan.MaxAbsBeyondRel);
        writer.Write(scan.RelBeyondMaxAbs);
        Optional(writer, scan.Worst, worst => Value<(int, int, float, float)>(writer, (worst.Position, worst.Token, worst.Reference, worst.Variant)));
    }

    private static CachedScan Scan(BinaryReader reader) => new(
        new LogitsTolerance(Value<double>(reader), Value<double>(reader)),
        reader.ReadInt64(),
        reader.ReadInt32(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        Optional(reader, () => Value<(int Position, int Token, float Reference, float Variant)>(reader)!.Value is var worst
            ? new ExceedingEntry(worst.Position, worst.Token, worst.Reference, worst.Variant)
            : null));

    private static void Array<T>(BinaryWriter writer, ReadOnlySpan<T> items)
        where T : struct
    {
        writer.Write(items.Length);
        writer.Write(MemoryMarshal.AsBytes(items));
    }

    private static T[] Array<T>(BinaryReader reader)
        where T : struct
    {
        var items = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(items.AsSpan()));
        return items;
    }

    private static void Value<T>(BinaryWriter writer, T? value)
        where T : struct => Array<T>(writer, value is { } known ? [known] : []);

    private static T? Value<T>(BinaryReader reader)
        where T : struct => Array<T>(reader) is [var known] ? known : null;

    private static void Optional<T>(BinaryWriter writer, T? value, Action<T> write)
        where T : class
    {
        writer.Write(value is not null);
        if (value is not null)
            write(value);
    }

    private static T? Optional<T>(BinaryReader reader, Func<T?> read)
        where T : class => reader.ReadBoolean() ? read() : null;

    private static T[] Items<T>(BinaryReader reader, Func<T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read();
        return items;
    }
}
