namespace LoraParity.Inference.Tensors.Cpu.Sums;

/// <summary>
/// Some chains of a <see cref="SumOrder"/> that are worked on together and leave one partial sum: as many as fit the caches.
/// </summary>
/// <param name="First">Where it begins in the order of the sums.</param>
/// <param name="Length">Number of products.</param>
/// <param name="Continues">Whether it goes on from the last slice's partial sum; then it is a single chain.</param>
/// <param name="Steps">The chains; their merges stay within the slice.</param>
/// <param name="Merges">How many earlier slices' partial sums are added to this one's.</param>
internal sealed record SumSlice(int First, int Length, bool Continues, SumStep[] Steps, int Merges)
{
    /// <summary>Longer chains are faster one by one in tiles of more rows.</summary>
    private const int LongestPaired = 32;

    /// <summary>
    /// Where the chains are short and equally long, begin with zero and are added to each other two by two: how many earlier pairs' sums are
    /// added to each pair's. Null elsewhere.
    /// </summary>
    public int[]? PairMerges { get; } = MergesOfPairs(Steps);

    /// <summary>Cuts an order into slices.</summary>
    /// <param name="order">The order.</param>
    /// <param name="longest">Most products of a slice.</param>
    public static SumSlice[] Cut(SumOrder order, int longest)
    {
        var slices = new List<SumSlice>();
        var first = 0;
        for (var step = 0; step < order.Steps.Length;)
        {
            var count = Together(order.Steps, step, longest);
            var taken = count == 0 ? Parts(order.Steps[step], first, longest) : [Join(order.Steps, step, count, first)];
            foreach (var slice in taken)
                slices.Add(slice);
            first += taken.Sum(slice => slice.Length);
            step += Math.Max(count, 1);
        }

        return [.. slices];
    }

    private static int[]? MergesOfPairs(SumStep[] steps)
    {
        var pairs = steps.Chunk(2).ToArray();
        return pairs.All(pair => pair is [{ Continues: false, Merges: 0 }, { Continues: false, Merges: > 0 }])
            && steps.All(step => step.Length == steps[0].Length && step.Length <= LongestPaired)
            ? [.. pairs.Select(pair => pair[1].Merges - 1)]
            : null;
    }

    /// <summary>Most steps from one on that fit and leave one partial sum; 0 where one step alone is too long.</summary>
    private static int Together(SumStep[] steps, int first, int longest)
    {
        var (best, length, height) = (0, 0, 0);
        for (var i = first; i < steps.Length && !(steps[i].Continues && i > first && height != 1); i++)
        {
            length += steps[i].Length;
            height += steps[i].Continues && i > first ? 0 : 1;
            height -= steps[i].Merges;
            if (length > longest)
                break;
            if (height <= 1)
                best = i - first + 1;
            if (height < 1 || steps[first].Continues)
                break;
        }

        return best;
    }

    private static SumSlice Join(SumStep[] steps, int first, int count, int position)
    {
        var taken = steps.Skip(first).Take(count).ToArray();
        var excess = 1 - taken.Sum(step => 1 - step.Merges) + taken.Skip(1).Count(step => step.Continues);
        taken[^1] = taken[^1] with { Merges = taken[^1].Merges - excess };
        return new SumSlice(position, taken.Sum(step => step.Length), taken[0].Continues, taken, excess);
    }

    /// <summary>A chain that is too long, in parts; only the last merges.</summary>
    private static List<SumSlice> Parts(SumStep step, int position, int longest)
    {
        var parts = new List<SumSlice>();
        for (var done = 0; done < step.Length; done += longest)
        {
            var length = Math.Min(longest, step.Length - done);
            var merges = done + length == step.Length ? step.Merges : 0;
            var part = new SumStep(position + done, 1, length, false, 0);
            parts.Add(new SumSlice(position + done, length, done > 0 || step.Continues, [part], merges));
        }

        return parts;
    }
}
