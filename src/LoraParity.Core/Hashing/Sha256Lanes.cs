using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraParity.Hashing;

/// <summary>
/// SHA-256's compression function (FIPS 180-4, 6.2.2) on up to 16 messages at once, one in each lane of a 512-bit vector. A processor
/// without instructions for SHA-256 needs for one message about as long as for 16 this way; <see cref="LogitsHash"/> asks the library elsewhere.
/// </summary>
internal static unsafe class Sha256Lanes
{
    /// <summary>Most messages at a time.</summary>
    public const int Count = 16;

    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 64;

    /// <summary>Words of a state.</summary>
    public const int StateWords = 8;

    private const int Rounds = 64;
    private const int Words = 16;

    // Truth tables of three bits.
    private const byte Choose = 0xCA;
    private const byte Majority = 0xE8;
    private const byte Xor = 0x96;

    // CPUID leaf 7, EBX.
    private const int ShaInstructions = 1 << 29;

    private static readonly Vector128<byte> Reversed = Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Whether this processor can do it.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    /// <summary>Whether this beats the library: the processor can do it and has no instructions for SHA-256.</summary>
    public static bool IsFaster { get; } = IsSupported && (X86Base.CpuId(7, 0).Ebx & ShaInstructions) == 0;

    /// <summary>Where a message begins.</summary>
    public static uint[] Initial() =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Takes the next blocks of each message.</summary>
    /// <param name="states">[8, 16]: word by word, the states of all lanes.</param>
    /// <param name="messages">16 addresses.</param>
    /// <param name="blocks">Blocks of each message.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* states, byte** messages, long blocks)
    {
        var schedule = stackalloc uint[Words * Count];
        fixed (uint* constants = Constants)
        {
            for (var at = 0L; at < blocks * BlockBytes; at += BlockBytes)
            {
                Read(messages, at, schedule);
                Compress(states, schedule, constants);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(uint* states, uint* schedule, uint* constants)
    {
        Vector512<uint> a = State(states, 0), b = State(states, 1), c = State(states, 2), d = State(states, 3);
        Vector512<uint> e = State(states, 4), f = State(states, 5), g = State(states, 6), h = State(states, 7);
        for (var round = 0; round < Rounds; round += StateWords)
        {
            // After eight rounds every word of the state is back in its own variable.
            Round(schedule, constants, round, a, b, c, ref d, e, f, g, ref h);
            Round(schedule, constants, round + 1, h, a, b, ref c, d, e, f, ref g);
            Round(schedule, constants, round + 2, g, h, a, ref b, c, d, e, ref f);
            Round(schedule, constants, round + 3, f, g, h, ref a, b, c, d, ref e);
            Round(schedule, constants, round + 4, e, f, g, ref h, a, b, c, ref d);
            Round(schedule, constants, round + 5, d, e, f, ref g, h, a, b, ref c);
            Round(schedule, constants, round + 6, c, d, e, ref f, g, h, a, ref b);
            Round(schedule, constants, round + 7, b, c, d, ref e, f, g, h, ref a);
        }

        Add(states, 0, a);
        Add(states, 1, b);
        Add(states, 2, c);
        Add(states, 3, d);
        Add(states, 4, e);
        Add(states, 5, f);
        Add(states, 6, g);
        Add(states, 7, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        uint* schedule,
        uint* constants,
        int round,
        Vector512<uint> a,
        Vector512<uint> b,
        Vector512<uint> c,
        ref Vector512<uint> d,
        Vector512<uint> e,
        Vector512<uint> f,
        Vector512<uint> g,
        ref Vector512<uint> h)
    {
        if (round >= Words)
            Extend(schedule, round);
        h += Sum(e, 6, 11, 25) + Avx512F.TernaryLogic(e, f, g, Choose) + Vector512.Create(constants[round]) + Word(schedule, round);
        d += h;
        h += Sum(a, 2, 13, 22) + Avx512F.TernaryLogic(a, b, c, Majority);
    }

    /// <summary>The schedule's word of a round, over the one sixteen rounds before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Extend(uint* schedule, int round)
    {
        var (old, recent) = (Word(schedule, round + 1), Word(schedule, round + 14));
        var small = Avx512F.TernaryLogic(Avx512F.RotateRight(old, 7), Avx512F.RotateRight(old, 18), old >>> 3, Xor);
        var large = Avx512F.TernaryLogic(Avx512F.RotateRight(recent, 17), Avx512F.RotateRight(recent, 19), recent >>> 10, Xor);
        (Word(schedule, round) + small + Word(schedule, round + 9) + large).Store(schedule + ((round & (Words - 1)) * Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sum(Vector512<uint> x, [ConstantExpected] byte i, [ConstantExpected] byte j, [ConstantExpected] byte k) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, i), Avx512F.RotateRight(x, j), Avx512F.RotateRight(x, k), Xor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Word(uint* schedule, int round) => Vector512.Load(schedule + ((round & (Words - 1)) * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> State(uint* states, int word) => Vector512.Load(states + (word * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(uint* states, int word, Vector512<uint> value) => (State(states, word) + value).Store(states + (word * Count));

    /// <summary>One block of all messages, word by word: [16, 16], transposed by unpacking 32 and 64 bits and twice shuffling 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read(byte** messages, long at, uint* schedule)
    {
        for (var lane = 0; lane < Count; lane += 4)
        {
            Vector512<uint> a = Block(messages[lane] + at), b = Block(messages[lane + 1] + at);
            Vector512<uint> c = Block(messages[lane + 2] + at), d = Block(messages[lane + 3] + at);
            var (ab, abHigh) = (Avx512F.UnpackLow(a, b).AsUInt64(), Avx512F.UnpackHigh(a, b).AsUInt64());
            var (cd, cdHigh) = (Avx512F.UnpackLow(c, d).AsUInt64(), Avx512F.UnpackHigh(c, d).AsUInt64());
            var rows = schedule + (lane * Words);
            Avx512F.UnpackLow(ab, cd).AsUInt32().Store(rows);
            Avx512F.UnpackHigh(ab, cd).AsUInt32().Store(rows + Words);
            Avx512F.UnpackLow(abHigh, cdHigh).AsUInt32().Store(rows + (2 * Words));
            Avx512F.UnpackHigh(abHigh, cdHigh).AsUInt32().Store(rows + (3 * Words));
        }

        for (var word = 0; word < 4; word++)
        {
            var rows = schedule + (word * Count);
            Vector512<uint> a = Vector512.Load(rows), b = Vector512.Load(rows + (4 * Count));
            Vector512<uint> c = Vector512.Load(rows + (8 * Count)), d = Vector512.Load(rows + (12 * Count));
            var (even, odd) = (Avx512F.Shuffle4x128(a, b, 0x88), Avx512F.Shuffle4x128(a, b, 0xDD));
            var (evenHigh, oddHigh) = (Avx512F.Shuffle4x128(c, d, 0x88), Avx512F.Shuffle4x128(c, d, 0xDD));
            Avx512F.Shuffle4x128(even, evenHigh, 0x88).Store(rows);
            Avx512F.Shuffle4x128(odd, oddHigh, 0x88).Store(rows + (4 * Count));
            Avx512F.Shuffle4x128(even, evenHigh, 0xDD).Store(rows + (8 * Count));
            Avx512F.Shuffle4x128(odd, oddHigh, 0xDD).Store(rows + (12 * Count));
        }
    }

    /// <summary>One message's block, its words big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Block(byte* message) => Avx512BW.Shuffle(Vector512.Load(message), Vector512.Create(Vector256.Create(Reversed, Reversed), Vector256.Create(Reversed, Reversed))).AsUInt32();
}
