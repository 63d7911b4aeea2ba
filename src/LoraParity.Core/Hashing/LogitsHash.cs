using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LoraParity.Hashing;

/// <summary>
/// SHA-256 of one variant's logits while they come. Several go on together where that is faster (<see cref="Sha256Lanes"/>);
/// elsewhere each is the library's.
/// </summary>
/// <param name="lanes">Whether it goes on together with others.</param>
internal sealed unsafe class LogitsHash(bool lanes) : IDisposable
{
    private readonly IncrementalHash? _library = lanes ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly uint[] _state = Sha256Lanes.Initial();
    private readonly byte[] _pending = GC.AllocateArray<byte>(Sha256Lanes.BlockBytes, pinned: true);
    private long _length;

    /// <summary>The way that is faster here.</summary>
    public LogitsHash()
        : this(Sha256Lanes.IsFaster)
    {
    }

    /// <summary>The hash of all rows so far, in lower-case hexadecimal digits.</summary>
    public string Value => Convert.ToHexStringLower(_library?.GetCurrentHash() ?? Digest());

    private int Pending => (int)(_length % Sha256Lanes.BlockBytes);

    /// <summary>Appends to each hash its rows, equally many to all; all hashes are of the same kind and length.</summary>
    /// <param name="hashes">The hashes.</param>
    /// <param name="rows">For each hash its rows.</param>
    /// <param name="parallelism">How the work is spread.</param>
    public static void Append(IReadOnlyList<LogitsHash> hashes, IReadOnlyList<ReadOnlyMemory<float>> rows, ParallelOptions parallelism)
    {
        if (hashes.Count == 0)
            return;
        if (hashes[0]._library is not null)
        {
            Parallel.For(0, hashes.Count, parallelism, i => hashes[i]._library!.AppendData(MemoryMarshal.AsBytes(rows[i].Span)));
            return;
        }

        var groups = Enumerable.Range(0, hashes.Count).Chunk(Sha256Lanes.Count).ToArray();
        Parallel.ForEach(groups, parallelism, group => Append([.. group.Select(i => hashes[i])], [.. group.Select(i => rows[i])]));
    }

    /// <inheritdoc />
    public void Dispose() => _library?.Dispose();

    private static void Append(LogitsHash[] hashes, ReadOnlyMemory<float>[] rows)
    {
        var bytes = (long)rows[0].Length * sizeof(float);
        var pending = hashes[0].Pending;
        var filling = (int)Math.Min(bytes, (Sha256Lanes.BlockBytes - pending) % Sha256Lanes.BlockBytes);
        var blocks = (bytes - filling) / Sha256Lanes.BlockBytes;
        var whole = filling + (blocks * Sha256Lanes.BlockBytes);
        uint[][] states = [.. hashes.Select(hash => hash._state)];
        Keep(hashes, rows, 0, filling, pending);
        if (pending + filling == Sha256Lanes.BlockBytes)
            Compress(states, [.. hashes.Select(hash => Address(hash._pending))], 1);
        var pins = rows.Select(memory => memory.Pin()).ToArray();
        try
        {
            Compress(states, [.. pins.Select(pin => (nint)pin.Pointer + filling)], blocks);
        }
        finally
        {
            foreach (var pin in pins)
                pin.Dispose();
        }

        Keep(hashes, rows, whole, (int)(bytes - whole), 0);
        foreach (var hash in hashes)
            hash._length += bytes;
    }

    /// <summary>Copies bytes of the rows that do not make a block by themselves.</summary>
    private static void Keep(LogitsHash[] hashes, ReadOnlyMemory<float>[] rows, long from, int count, int at)
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            var floats = rows[i].Span.Slice((int)(from / sizeof(float)), count / sizeof(float));
            MemoryMarshal.AsBytes(floats).CopyTo(hashes[i]._pending.AsSpan(at));
        }
    }

    private static void Compress(uint[][] states, nint[] messages, long blocks)
    {
        var words = stackalloc uint[Sha256Lanes.StateWords * Sha256Lanes.Count];
        var lanes = stackalloc byte*[Sha256Lanes.Count];
        for (var lane = 0; lane < Sha256Lanes.Count; lane++)
        {
            // Lanes without a message of their own repeat the first.
            var i = lane < states.Length ? lane : 0;
            lanes[lane] = (byte*)messages[i];
            for (var word = 0; word < Sha256Lanes.StateWords; word++)
                words[(word * Sha256Lanes.Count) + lane] = states[i][word];
        }

        Sha256Lanes.Compress(words, lanes, blocks);
        for (var i = 0; i < states.Length; i++)
        {
            for (var word = 0; word < Sha256Lanes.StateWords; word++)
                states[i][word] = words[(word * Sha256Lanes.Count) + i];
        }
    }

    /// <summary>What remains with FIPS 180-4's padding: a set bit, zeros, the length in bits.</summary>
    private byte[] Digest()
    {
        uint[] state = [.. _state];
        var padded = GC.AllocateArray<byte>(2 * Sha256Lanes.BlockBytes, pinned: true);
        _pending.AsSpan(0, Pending).CopyTo(padded);
        padded[Pending] = 0x80;
        var blocks = Pending < Sha256Lanes.BlockBytes - sizeof(long) ? 1 : 2;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan((blocks * Sha256Lanes.BlockBytes) - sizeof(long)), 8 * _length);
        Compress([state], [Address(padded)], blocks);
        var digest = new byte[SHA256.HashSizeInBytes];
        for (var word = 0; word < Sha256Lanes.StateWords; word++)
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(word * sizeof(uint)), state[word]);
        return digest;
    }

    /// <summary>Where an array lies that the collector does not move.</summary>
    private static nint Address(byte[] pinned) => (nint)Unsafe.AsPointer(ref pinned[0]);
}
