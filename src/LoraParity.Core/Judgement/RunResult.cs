using LoraParity.Engines;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Judgement;

/// <summary>Everything known of one spec after a run.</summary>
public sealed record RunResult
{
    private readonly Dictionary<CaseId, CaseResult> _byId = [];

    /// <summary>What was run.</summary>
    public required ParityPlan Plan { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Prompt tokens, environment, device and fingerprints.</summary>
    public required RunLayout Layout { get; init; }

    /// <summary>One result per selected case, variant by variant in the plan's order.</summary>
    public required IReadOnlyList<CaseResult> Cases
    {
        get;
        init
        {
            field = value;
            _byId = value.ToDictionary(c => new CaseId(c.Variant.Key, c.Prompt.Id));
        }
    }

    /// <summary>The noise floors of all compute dtypes in use: one per prompt, and one over all prompts.</summary>
    public required IReadOnlyList<NoiseFloor> Floors { get; init; }

    /// <summary>Drift after each layer of every variant but the reference; empty where it was not asked for.</summary>
    public IReadOnlyList<LayerDrift> Layers { get; init; } = [];

    /// <summary>What merging did to each module's weight, variant by variant in the plan's order; empty where it was not asked for.</summary>
    public IReadOnlyList<WeightSurvival> Weights { get; init; } = [];

    /// <summary>Absolute paths of approved snapshots in the plan's folder that belong to no case of the plan.</summary>
    public IReadOnlyList<string> Orphans { get; init; } = [];

    /// <summary>Where time and memory went; null where the engine did not say.</summary>
    public RunTimings? Timings { get; init; }

    /// <summary>Whether every case passes.</summary>
    public bool Passed => Cases.All(c => c.Verdict.Passed);

    /// <summary>The result of one case, or null where it was not selected.</summary>
    /// <param name="variantKey">For example <c>merged.bf16.bf16.bf16</c>.</param>
    /// <param name="promptId">The prompt's id.</param>
    public CaseResult? Find(string variantKey, string promptId) => _byId.GetValueOrDefault(new CaseId(variantKey, promptId));
}
