namespace LoraParity.Engines;

/// <summary>Logits of every variant at consecutive positions of one prompt's sequence.</summary>
/// <remarks>
/// The sequence is the prompt followed by the reference's tokens: P + N positions, P + N rows in all.
/// Row t predicts the token at position t + 1. A classifier has one row in all.
/// </remarks>
public readonly ref struct LogitsBlock
{
    private readonly IReadOnlyList<ReadOnlyMemory<float>> _distinct;
    private readonly IReadOnlyList<int> _share;

    /// <summary>Creates a block.</summary>
    /// <param name="prompt">Index of the prompt.</param>
    /// <param name="firstPosition">Position of the first row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="distinct">Rows of each group of variants that share their work, [count, width], fp32.</param>
    /// <param name="share">For each variant the index of its group in <paramref name="distinct"/>.</param>
    public LogitsBlock(int prompt, int firstPosition, int count, IReadOnlyList<ReadOnlyMemory<float>> distinct, IReadOnlyList<int> share)
    {
        Prompt = prompt;
        FirstPosition = firstPosition;
        Count = count;
        _distinct = distinct;
        _share = share;
    }

    /// <summary>Index of the prompt.</summary>
    public int Prompt { get; }

    /// <summary>Position of the first row within the sequence.</summary>
    public int FirstPosition { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Number of variants.</summary>
    public int Variants => _share.Count;

    /// <summary>Number of groups of variants whose logits are the same memory.</summary>
    public int Groups => _distinct.Count;

    /// <summary>The group a variant belongs to; equal groups have equal logits, so a sink may measure each group once.</summary>
    public int Group(int variant) => _share[variant];

    /// <summary>One variant's rows, [<see cref="Count"/>, width], fp32 copies of the compute dtype's values.</summary>
    public ReadOnlySpan<float> Rows(int variant) => GroupRows(_share[variant]);

    /// <summary>One group's rows.</summary>
    public ReadOnlySpan<float> GroupRows(int group) => _distinct[group].Span;

    /// <summary>One group's rows as memory, for sinks that measure on several threads. Valid only while the sink is called.</summary>
    public ReadOnlyMemory<float> GroupMemory(int group) => _distinct[group];
}
