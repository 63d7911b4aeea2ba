using System.Globalization;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.TestKit;

namespace LoraParity.Reporting.Tests;

/// <summary>Results to report on: of the scripted engine, and the same with names that try to break out.</summary>
internal static class Samples
{
    /// <summary>What names, messages and model output may hold in the worst case.</summary>
    public const string Hostile = "</script><script>window.broken=1</script><img src=x onerror='window.broken=2'>\"'`|\u202e\0\e[31m\ud800";

    private const string Root = "/root of/it";

    /// <summary>Four variants on two prompts: one drifts, one is known to drift, the rest passes.</summary>
    public static RunResult Run()
    {
        var plan = SamplePlans.Small(Root) with
        {
            Tolerance = new ToleranceRules(SamplePlans.Loose, [Override(Variant.Attached(Precision.Fp16), 1e-6, Expectation.Drift), Override(SamplePlans.Small(Root).Variants[^1], 1e-3, null)]),
        };
        var options = new ParityRunOptions { Snapshots = false, ContinuousIntegration = false };
        return ParityRunner.Run(plan, new ScriptedEngine(), options, CancellationToken.None);
    }

    /// <summary>The same as a document.</summary>
    public static ResultsDocument Document() => ResultsBuilder.Build([Run()], Root);

    /// <summary>The same with hostile text wherever text may come from outside.</summary>
    public static ResultsDocument HostileDocument()
    {
        var document = Document();
        return document with { Specs = [.. document.Specs.Select(Break)] };
    }

    private static SpecRecord Break(SpecRecord spec) => spec with
    {
        Name = Hostile,
        Spec = Hostile + ".yaml",
        Base = Hostile,
        Engine = Hostile,
        Environment = new Dictionary<string, string> { [Hostile] = Hostile },
        Fingerprints = new Dictionary<string, string> { [Hostile] = Hostile },
        Prompts = [.. spec.Prompts.Select(p => p with { Id = p.Id + Hostile })],
        Pieces = spec.Pieces.ToDictionary(p => p.Key, p => Hostile + p.Key.ToString(CultureInfo.InvariantCulture)),
        Cases = [.. spec.Cases.Select(c => c with { Prompt = c.Prompt + Hostile, Message = Hostile + "\n```\n" + Hostile, Reason = Hostile, Text = Hostile, Verified = Hostile })],
        LayerCurves = [.. spec.LayerCurves.Select(c => c with { Prompt = c.Prompt + Hostile })],
        Weights = [.. spec.Weights.Select(w => w with { Module = "model.layers.0." + Hostile })],
        Orphans = [Hostile],
    };

    private static ToleranceOverride Override(Variant variant, double maxAbs, Expectation? expect) => new(
        new ToleranceMatch { Application = variant.Application, Compute = variant.Compute },
        new Tolerance { Logits = new LogitsTolerance(maxAbs, maxAbs), Expect = expect, Reason = expect is null ? null : "fp16 costs bits" });
}
