namespace LoraParity.Plans;

/// <summary>Where and how the spec wants to run.</summary>
public sealed record EngineSettings
{
    /// <summary><c>auto</c>, <c>cpu</c> or <c>torchsharp</c>.</summary>
    public string Engine { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The devices that the layers are spread over in sequence, each taking an equal share; empty where <see cref="Device"/> takes all.</summary>
    public IReadOnlyList<string> DeviceMap { get; init; } = [];

    /// <summary>Where merges are formed.</summary>
    public MergePlace MergeDevice { get; init; }

    /// <summary>Most bytes the engine may hold at once, on a GPU those of each device; null leaves it to the engine (60 % of what is free).</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Threads of the CPU backend; null uses all cores. Never changes a bit of the results.</summary>
    public int? Threads { get; init; }
}
