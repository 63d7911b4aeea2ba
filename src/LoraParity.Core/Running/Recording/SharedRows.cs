using LoraParity.Engines;

namespace LoraParity.Running.Recording;

/// <summary>A <see cref="LogitsBlock"/> on the heap, so that several threads can read it while the sink is called.</summary>
/// <param name="Prompt">Index of the prompt.</param>
/// <param name="First">Position of the first row.</param>
/// <param name="Count">Number of rows.</param>
/// <param name="Groups">Rows of each group of variants.</param>
/// <param name="Share">For each variant its group.</param>
internal sealed record SharedRows(int Prompt, int First, int Count, ReadOnlyMemory<float>[] Groups, int[] Share)
{
    /// <summary>All rows of a variant.</summary>
    public ReadOnlySpan<float> Of(int variant) => Groups[Share[variant]].Span;

    /// <summary>One row of a group.</summary>
    public ReadOnlySpan<float> Row(int group, int row)
    {
        var width = Groups[group].Length / Count;
        return Groups[group].Span.Slice(row * width, width);
    }
}
