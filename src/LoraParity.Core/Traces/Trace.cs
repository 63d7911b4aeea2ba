using LoraParity.Engines;

namespace LoraParity.Traces;

/// <summary>What a run yields for one case: one variant on one prompt.</summary>
public sealed record Trace
{
    /// <summary>The prompt's token ids, special tokens included.</summary>
    public required IReadOnlyList<int> PromptTokens { get; init; }

    /// <summary>
    /// The tokens this variant chooses. Where only the reference decodes, the argmax at each position that predicts one of
    /// the reference's tokens: up to the first divergence what greedy decoding would have chosen, after it what the variant
    /// would say to the reference's own words. Empty for classifiers.
    /// </summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>
    /// <see cref="Tokens"/> as text, in forced decoding up to and with the first divergence; null where the base has no tokenizer.
    /// For classifiers null.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// The tokens after the prompt that the logits were taken on: the reference's. Row t of the logits has seen the first t + 1
    /// tokens of prompt and these.
    /// </summary>
    public IReadOnlyList<int> ScoredTokens { get; init; } = [];

    /// <summary>Position by position the largest logits; one entry a row, in order.</summary>
    public required IReadOnlyList<TopLogits> Positions { get; init; }

    /// <summary>Elements of one row of logits.</summary>
    public required int Width { get; init; }

    /// <summary>What one row of logits stands for.</summary>
    public OutputKind Output { get; init; }

    /// <summary>What this is a trace of, and what ran where; null for traces that were not made by a run.</summary>
    public TraceOrigin? Origin { get; init; }

    /// <summary>SHA-256 of all rows as little-endian fp32, in ascending positions; lower-case hexadecimal.</summary>
    public required string LogitsHash { get; init; }
}
