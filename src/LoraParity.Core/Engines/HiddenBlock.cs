namespace LoraParity.Engines;

/// <summary>Hidden states of every variant after one layer, for one prompt's whole sequence.</summary>
public readonly ref struct HiddenBlock
{
    private readonly IReadOnlyList<ReadOnlyMemory<float>> _distinct;
    private readonly IReadOnlyList<int> _share;

    /// <summary>Creates a block.</summary>
    /// <param name="prompt">Index of the prompt.</param>
    /// <param name="layer">0 is the embedding's output, L the output of the last of L layers.</param>
    /// <param name="width">Hidden size.</param>
    /// <param name="distinct">Rows of each group of variants that share their work, [positions, width], fp32.</param>
    /// <param name="share">For each variant the index of its group.</param>
    public HiddenBlock(int prompt, int layer, int width, IReadOnlyList<ReadOnlyMemory<float>> distinct, IReadOnlyList<int> share)
    {
        Prompt = prompt;
        Layer = layer;
        Width = width;
        _distinct = distinct;
        _share = share;
    }

    /// <summary>Index of the prompt.</summary>
    public int Prompt { get; }

    /// <summary>0 is the embedding's output, L the output of the last of L layers.</summary>
    public int Layer { get; }

    /// <summary>Hidden size.</summary>
    public int Width { get; }

    /// <summary>Number of variants.</summary>
    public int Variants => _share.Count;

    /// <summary>The group a variant belongs to; equal groups have equal states.</summary>
    public int Group(int variant) => _share[variant];

    /// <summary>One variant's rows, [positions, <see cref="Width"/>].</summary>
    public ReadOnlySpan<float> Rows(int variant) => _distinct[_share[variant]].Span;
}
