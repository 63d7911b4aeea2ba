namespace LoraParity.Inference.Checkpoints;

/// <summary>Rotary position embedding of one kind of layer, from <c>rope_parameters</c> or from <c>rope_theta</c> and <c>rope_scaling</c>.</summary>
public sealed record RopeConfig
{
    /// <summary><c>default</c>, <c>linear</c>, <c>dynamic</c>, <c>yarn</c>, <c>longrope</c>, <c>llama3</c>, or a name unknown here.</summary>
    public string Type { get; init; } = "default";

    /// <summary>The base of the frequencies.</summary>
    public double Theta { get; init; } = 10000;

    /// <summary>By how much the context was extended.</summary>
    public double? Factor { get; init; }

    /// <summary>The context length of pre-training.</summary>
    public int? OriginalMaxPositions { get; init; }

    /// <summary>The share of each head's features that is rotated.</summary>
    public double PartialFactor { get; init; } = 1;

    /// <summary>Factor on cos and sin (yarn, longrope); null where it follows from the other values.</summary>
    public double? AttentionFactor { get; init; }

    /// <summary>llama3: below this, frequencies are divided by <see cref="Factor"/>.</summary>
    public double? LowFrequencyFactor { get; init; }

    /// <summary>llama3: above this, frequencies stay.</summary>
    public double? HighFrequencyFactor { get; init; }

    /// <summary>yarn: where extrapolation ends.</summary>
    public double? BetaFast { get; init; }

    /// <summary>yarn: where interpolation begins.</summary>
    public double? BetaSlow { get; init; }

    /// <summary>yarn: DeepSeek's factor on the attention factor.</summary>
    public double? Mscale { get; init; }

    /// <summary>yarn: DeepSeek's second factor on the attention factor.</summary>
    public double? MscaleAllDim { get; init; }

    /// <summary>yarn: whether the correction range is rounded to whole features.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>longrope: a factor for each frequency within the original context.</summary>
    public IReadOnlyList<double>? ShortFactors { get; init; }

    /// <summary>longrope: a factor for each frequency beyond it.</summary>
    public IReadOnlyList<double>? LongFactors { get; init; }
}
