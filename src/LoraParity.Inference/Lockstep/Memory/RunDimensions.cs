using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>How large a run's sequences and states are.</summary>
/// <param name="Lengths">For each prompt its tokens and those it may grow by.</param>
/// <param name="Grows">For each prompt whether it grows at all: it needs a cache then.</param>
/// <param name="Hidden">Features of a hidden state.</param>
/// <param name="KeyValueFeatures">Features of the keys, or values, of one position.</param>
/// <param name="LogitsWidth">Elements of a row of logits.</param>
/// <param name="Threads">Threads of the backend.</param>
internal sealed record RunDimensions(
    IReadOnlyList<int> Lengths, IReadOnlyList<bool> Grows, int Hidden, int KeyValueFeatures, int LogitsWidth, int Threads)
{
    /// <summary>Rows of all sequences.</summary>
    public long Rows => Lengths.Sum(length => (long)length);

    /// <summary>Rows of the longest sequence.</summary>
    public int Longest => Lengths.Max();

    /// <summary>Positions of all caches, each rounded up as caches are.</summary>
    public long CachedPositions =>
        Lengths.Where((_, i) => Grows[i]).Sum(length => (long)(length + TileSet.PanelWidth - 1) / TileSet.PanelWidth * TileSet.PanelWidth);

    /// <summary>Takes them from what was opened.</summary>
    public static RunDimensions Of(ModelConfig config, int logitsWidth, IReadOnlyList<IReadOnlyList<int>> prompts, Func<int, int> grows, int? threads) => new(
        [.. prompts.Select((tokens, i) => tokens.Count + grows(i))],
        [.. prompts.Select((_, i) => grows(i) > 0)],
        config.HiddenSize,
        config.KeyValueHeads * Math.Max(config.HeadSize, TileSet.PanelWidth),
        logitsWidth,
        threads ?? Environment.ProcessorCount);
}
