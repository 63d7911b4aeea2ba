using System.Numerics;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// In which order the products of a sum are added: PyTorch's on CPUs, found by comparing bits with PyTorch 2.14 over OpenBLAS
/// (ATen's fp16 dot product and its untransposed matrix product, oneDNN's bf16 product, OpenBLAS's small fp32 product). In fp16 a
/// single flipped rounding is a third of the noise that a layer makes, so an order of our own would not agree with the goldens;
/// other sums are one ascending chain there and here.
/// </summary>
/// <param name="steps">The chains.</param>
/// <param name="swapsPairs">Whether the second of each two products comes first.</param>
internal sealed class SumOrder(SumStep[] steps, bool swapsPairs = false)
{
    /// <summary>Most partial sums at a time.</summary>
    public const int MostPartials = 9;

    private const int Chains = 64;
    private const int TailChains = 8;
    private const int TailGrain = 16;
    private const int FewChains = 4;
    private const int NeighbouringChains = 16;
    private const int ShortestNeighbouring = 32;
    private const int MostNeighbouringOutputs = 64;

    /// <summary>The chains, in the order in which they are summed.</summary>
    public SumStep[] Steps => steps;

    /// <summary>The order of the products with a weight.</summary>
    public static SumOrder For(IWeightSource weight) => weight switch
    {
        { IsAdapterFactor: true } => Factor(weight.Outputs, weight.Inputs),
        { IsConv1D: true, Precision: Precision.Fp16 } => FourChains(weight.Inputs),
        _ => Of(weight.Precision, weight.Inputs),
    };

    /// <summary>The order of x·Wᵀ and q·k in a dtype.</summary>
    public static SumOrder Of(Precision precision, int depth) => precision switch
    {
        Precision.Fp16 => Interleaved(depth),
        Precision.Bf16 => SwappedPairs(depth),
        _ => Ascending(depth),
    };

    /// <summary>One chain.</summary>
    public static SumOrder Ascending(int depth) => new([new SumStep(0, 1, depth, false, 0)]);

    /// <summary>bf16: one chain, the second of each two products first, as the instruction VDPBF16PS adds them.</summary>
    public static SumOrder SwappedPairs(int depth) => new([new SumStep(0, 1, depth, false, 0)], swapsPairs: true);

    /// <summary>
    /// x·Wᵀ and q·k in fp16: 64 interleaved chains over whole runs of 64 products, combined by halving; of the rest whole runs of 16 in 8 chains,
    /// combined the same way and added; the last products one after another.
    /// </summary>
    public static SumOrder Interleaved(int depth)
    {
        var main = depth / Chains * Chains;
        var tail = (depth - main) / TailGrain * TailGrain;
        var rest = depth - main - tail;
        List<SumStep> steps = [.. Halving(0, main, Chains), .. Halving(main, tail, TailChains)];
        if (main > 0 && tail > 0)
            steps[^1] = steps[^1] with { Merges = steps[^1].Merges + 1 };
        if (rest > 0)
            steps.Add(new SumStep(main + tail, 1, rest, steps.Count > 0, 0));
        return new SumOrder([.. steps]);
    }

    /// <summary>Untransposed products (GPT-2's Conv1D, probabilities times values): four interleaved chains, the rest on the first of them, added in order.</summary>
    public static SumOrder FourChains(int depth)
    {
        var length = depth / FewChains;
        var rest = depth % FewChains;
        List<SumStep> steps = [new SumStep(0, FewChains, length, false, 0)];
        if (rest > 0)
            steps.Add(new SumStep(length * FewChains, 1, rest, true, 0));
        for (var chain = 1; chain < FewChains; chain++)
            steps.Add(new SumStep(chain, FewChains, length, false, 1));
        return new SumOrder([.. steps]);
    }

    /// <summary>
    /// fp32 products of a LoRA branch: over many inputs and few outputs (A) 16 interleaved chains, neighbours added first; else (B) one chain.
    /// OpenBLAS (kernel/x86_64/sgemm_small_kernel_permit_skylakex.c) also asks for the number of rows; an order must not depend on the batch here.
    /// </summary>
    private static SumOrder Factor(int outputs, int depth)
        => depth < ShortestNeighbouring || outputs > MostNeighbouringOutputs ? Ascending(depth) : Neighbouring(depth);

    private static SumOrder Neighbouring(int depth) => new([.. Enumerable.Range(0, NeighbouringChains).Select(chain => new SumStep(
        chain, NeighbouringChains, (depth - chain + NeighbouringChains - 1) / NeighbouringChains, false, BitOperations.TrailingZeroCount(chain + 1)))]);

    /// <summary>The products in the order in which they are summed; null where that is the order in which they stand.</summary>
    public int[]? Permutation()
    {
        int[] order = [.. Steps.SelectMany(step => Enumerable.Range(0, step.Length).Select(i => step.First + (i * step.Stride)))];
        if (swapsPairs)
            return [.. order.Select(i => (i ^ 1) < order.Length ? i ^ 1 : i)];
        return order.SequenceEqual(Enumerable.Range(0, order.Length)) ? null : order;
    }

    /// <summary>Chains in bit-reversed order: neighbours are then the pairs that halving adds, and few partial sums wait at a time.</summary>
    private static IEnumerable<SumStep> Halving(int first, int count, int chains)
    {
        for (var i = 0; i < chains && count > 0; i++)
            yield return new SumStep(first + Reverse(i, chains), chains, count / chains, false, BitOperations.TrailingZeroCount(i + 1));
    }

    private static int Reverse(int value, int count)
    {
        var reversed = 0;
        for (var bit = 1; bit < count; bit <<= 1)
            reversed = (reversed << 1) | ((value & bit) == 0 ? 0 : 1);
        return reversed;
    }
}
