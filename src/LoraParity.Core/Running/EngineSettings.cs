namespace LoraParity.Running;

/// <summary>Where and how the spec wants to run.</summary>
public sealed record EngineSettings
{
    /// <summary><c>auto</c>, <c>cpu</c> or <c>torchsharp</c>.</summary>
    public string Engine { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Most bytes the engine may hold at once; null leaves it to the engine (60 % of what is free).</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Threads of the CPU backend; null uses all cores. Never changes a bit of the results.</summary>
    public int? Threads { get; init; }
}
