using LoraParity.Judgement;
using LoraParity.Suites.Discovery;

namespace LoraParity.Suites.Execution;

/// <summary>What one run of a spec yielded, for all its cases.</summary>
internal sealed class SpecRun(RunResult result, bool hasWeights, string log)
{
    private readonly Dictionary<CaseKey, CaseResult> _cases =
        result.Cases.ToDictionary(c => new CaseKey(c.Variant.Key, c.Prompt.Id));

    /// <summary>The whole result.</summary>
    public RunResult Result { get; } = result;

    /// <summary>What engine and runner logged.</summary>
    public string Log { get; } = log;

    /// <summary>Whether the run answers a case: it was selected, or the plan has no such case.</summary>
    public bool Holds(CaseKey key) => key == CaseKey.Weights ? hasWeights : _cases.ContainsKey(key) || !IsPlanned(key);

    /// <summary>The result of a case, or null where the plan has no such case.</summary>
    public CaseResult? Find(CaseKey key) => _cases.GetValueOrDefault(key);

    private bool IsPlanned(CaseKey key) =>
        Result.Plan.Variants.Any(v => v.Key == key.Variant) && Result.Plan.Prompts.Any(p => p.Id == key.Prompt);
}
