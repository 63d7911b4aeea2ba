using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// Mean and variance of a row by Welford's algorithm in 8 lanes and a cascade of chunks, operation by operation as PyTorch's
/// CPU kernels have them (aten/src/ATen/native/cpu/moments_utils.h), so that a LayerNorm agrees to the bit.
/// </summary>
internal static unsafe class Moments
{
    private const int Lanes = 8;
    private const int VectorsOfChunk = 16;

    /// <summary>The mean and the variance of n values.</summary>
    /// <param name="x">The values.</param>
    /// <param name="n">How many.</param>
    /// <param name="parts">Vectors that PyTorch widens at a time: 1 in fp32, 2 in 16 bits; each has moments of its own within a chunk.</param>
    public static (float Mean, float Variance) Of(float* x, int n, int parts)
    {
        var step = Lanes * parts;
        var steps = n / step;
        var chunks = (steps + VectorsOfChunk - 1) / VectorsOfChunk;
        Span<Partial> levels = stackalloc Partial[AtenMath.CeilLog2(chunks)];
        levels.Clear();
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var count = Math.Min(VectorsOfChunk, steps - (chunk * VectorsOfChunk));
            for (var part = 0; part < parts; part++)
                levels[0].Add(Chunk(x + (chunk * VectorsOfChunk * step) + (part * Lanes), step, count));
            Carry(levels, chunk + 1);
        }

        for (var level = 1; level < levels.Length; level++)
            levels[0].Add(levels[level]);
        return Combine(levels[0], x + (steps * step), n - (steps * step), n);
    }

    private static Partial Chunk(float* x, int step, int count)
    {
        var (mean, squares) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < count; i++)
        {
            var value = Vector256.Load(x + (i * step));
            var delta = value - mean;
            mean = Vector256.FusedMultiplyAdd(delta, Vector256.Create(1f / (i + 1)), mean);
            squares = Vector256.FusedMultiplyAdd(delta, value - mean, squares);
        }

        return new Partial { Count = count, Mean = mean, Squares = squares };
    }

    /// <summary>Full levels move up, as the bits of a counter do.</summary>
    private static void Carry(Span<Partial> levels, int counter)
    {
        for (var level = 1; level < levels.Length && (counter & 1) == 0; level++, counter >>= 1)
        {
            levels[level].Add(levels[level - 1]);
            levels[level - 1] = default;
        }
    }

    /// <summary>What fills no vector one after another, then the lanes.</summary>
    private static (float Mean, float Variance) Combine(Partial lanes, float* rest, int count, int n)
    {
        var (mean, squares) = (0f, 0f);
        for (var i = 0; i < count; i++)
        {
            var delta = rest[i] - mean;
            mean += delta / (i + 1);
            squares = MathF.FusedMultiplyAdd(delta, rest[i] - mean, squares);
        }

        for (var lane = 0; lane < Lanes; lane++)
        {
            var share = (float)lanes.Count / (count + lanes.Count);
            var delta = lanes.Mean[lane] - mean;
            mean = MathF.FusedMultiplyAdd(share, delta, mean);
            squares += MathF.FusedMultiplyAdd(delta * delta * share, count, lanes.Squares[lane]);
            count += lanes.Count;
        }

        return (mean, squares / n);
    }

    /// <summary>The moments of 8 interleaved parts of some values.</summary>
    private struct Partial
    {
        /// <summary>Values in each lane.</summary>
        public int Count;

        /// <summary>Their means.</summary>
        public Vector256<float> Mean;

        /// <summary>Their sums of squared differences from the mean.</summary>
        public Vector256<float> Squares;

        public void Add(Partial other)
        {
            if (other.Count == 0)
                return;
            var share = Vector256.Create((float)other.Count / (Count + other.Count));
            var delta = other.Mean - Mean;
            var weighted = share * delta;
            Mean += weighted;
            Squares = Vector256.FusedMultiplyAdd(weighted, delta * Vector256.Create((float)Count), Squares + other.Squares);
            Count += other.Count;
        }
    }
}
