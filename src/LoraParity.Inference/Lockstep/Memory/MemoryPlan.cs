using LoraParity.Diagnostics;
using LoraParity.Plans;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>
/// What a run does with its memory budget. The least a run needs is the weights of one variant's largest stage, the pages they are
/// read from, the hidden states of all variants, one sequence's activations and one row of logits each; what the budget has beyond
/// that goes, in this order, to larger batches, more rows of logits at a time, reading ahead, weights that several variants share,
/// and weights that stay from one decoding step to the next.
/// </summary>
internal sealed class MemoryPlan
{
    private const int MostRows = 1024;
    private const int MostLogitsRows = 64;
    private const long MebiByte = 1 << 20;

    private MemoryPlan(MemoryNeeds needs, long budget)
    {
        var left = budget - needs.Least;
        Rows = Largest(needs.Longest, Math.Max(needs.Longest, MostRows), rows => needs.Activations(rows) - needs.Activations(needs.Longest), left / 2);
        left -= needs.Activations(Rows) - needs.Activations(needs.Longest);
        LogitsRows = Largest(1, MostLogitsRows, rows => needs.Logits(rows) - needs.Logits(1), left / 2);
        left -= needs.Logits(LogitsRows) - needs.Logits(1);
        var readsAhead = left >= needs.Pages;
        left -= readsAhead ? needs.Pages : 0;
        var shared = Math.Clamp(left, 0, needs.SharedWeights);
        Store = new StoreLimits(Math.Max(0, left - shared), needs.Weights + shared, readsAhead);
    }

    /// <summary>Most rows of a batch.</summary>
    public int Rows { get; }

    /// <summary>Most rows of logits at a time.</summary>
    public int LogitsRows { get; }

    /// <summary>What the weights may take.</summary>
    public StoreLimits Store { get; }

    /// <summary>Plans a run.</summary>
    /// <param name="needs">What it needs.</param>
    /// <param name="settings">Its budget.</param>
    /// <param name="isBinding">Whether the budget bounds everything.</param>
    /// <exception cref="InputException">The budget is less than the least.</exception>
    public static MemoryPlan For(MemoryNeeds needs, EngineSettings settings, bool isBinding)
    {
        if (isBinding && settings.MemoryBudget is { } budget && budget < needs.Least)
        {
            throw new InputException(
                $"'memory_budget' is {InMebibytes(budget)}, but this run holds at least {InMebibytes(needs.Least + MebiByte - 1)} at once (one layer of one variant, and the hidden states and logits of all); allow that much, or run fewer variants or shorter prompts.");
        }

        return new MemoryPlan(needs, Math.Max((isBinding ? settings.MemoryBudget : null) ?? MemoryBudget.Default, needs.Least));
    }

    private static int Largest(int least, int most, Func<int, long> cost, long room)
    {
        var rows = most;
        while (rows > least && cost(rows) > room)
            rows = Math.Max(least, rows / 2);
        return rows;
    }

    private static string InMebibytes(long bytes) => FormattableString.Invariant($"{bytes / MebiByte} MiB");
}
