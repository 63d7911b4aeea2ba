namespace LoraParity.Engines;

/// <summary>What is known before the first forward pass.</summary>
public sealed record RunLayout
{
    /// <summary>The token ids of each prompt, special tokens included.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> PromptTokens { get; init; }

    /// <summary>Elements of one row of logits: the vocabulary, or the number of labels.</summary>
    public required int LogitsWidth { get; init; }

    /// <summary>What one row of logits stands for.</summary>
    public OutputKind Output { get; init; }

    /// <summary>Turns token ids into text; null where the base has no tokenizer.</summary>
    public Func<IReadOnlyList<int>, string>? Decode { get; init; }

    /// <summary>What ran where: engine, backend, device, versions, threads. Shown and stored, compared by <see cref="DeviceFamily"/> only.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Machines of one family agree to the bit: <c>cpu</c>, <c>cuda-9.0</c>, …</summary>
    public required string DeviceFamily { get; init; }

    /// <summary>
    /// SHA-256 of what was read, by name: <c>base</c>, <c>tokenizer</c>, <c>adapter</c> (<c>adapter.0</c>, <c>adapter.1</c>, … where
    /// there are several), <c>checkpoint.&lt;name&gt;</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Fingerprints { get; init; }

    /// <summary>Decoder layers, for hidden states.</summary>
    public int Layers { get; init; }

    /// <summary>Elements of the base's weights, by which the length of a run is judged; null where the engine does not tell.</summary>
    public long? Parameters { get; init; }
}
