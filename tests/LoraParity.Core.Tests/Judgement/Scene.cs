using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Judgement;

/// <summary>
/// One prompt of two tokens, four decoded ones, a vocabulary of four and logits that a reader can follow: the reference prefers
/// token (position mod 4) with 4 to the next with 3.5, the others are 1 and 0. Variants drift by what a test adds.
/// </summary>
internal sealed class Scene(string folder)
{
    private readonly Dictionary<string, Action<int, float[]>> _drifts = [];

    public ParityPlan Plan { get; set; } = SamplePlans.Small(folder) with
    {
        Variants = [Variant.Attached(Precision.Fp32), Variant.Attached(Precision.Bf16), Merged],
        Tolerance = new ToleranceRules(new Tolerance { Tokens = new TokenRule(TokenRuleKind.Exact) }, []),
        Prompts = [new Prompt("players", 4, new(Path.Combine(folder, "driftball.parity.yaml"), 9, 5)) { TokenIds = [3, 1] }],
    };

    public EngineScript Script { get; set; } = new() { Width = 4, Layers = 0, MergeLoss = _ => 0, ComputeNoise = _ => 0 };

    public static Variant Merged { get; } = Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16);

    /// <summary>Makes a variant drift: position, row.</summary>
    public Scene Drift(string variant, Action<int, float[]> edit)
    {
        _drifts[variant] = edit;
        return this;
    }

    /// <summary>Makes a variant's logits alternate by this much up and down, at all positions.</summary>
    public Scene Wobble(string variant, float by) => Drift(variant, (_, row) =>
    {
        for (var i = 0; i < row.Length; i++)
            row[i] += i % 2 == 0 ? by : -by;
    });

    public Scene Allow(Tolerance tolerance, params ToleranceOverride[] overrides)
    {
        Plan = Plan with { Tolerance = new ToleranceRules(tolerance, overrides) };
        return this;
    }

    public RunResult Run(SnapshotUpdate update = SnapshotUpdate.All, bool snapshots = true)
    {
        var engine = new ScriptedEngine(Script with { Edit = Edit });
        var options = new ParityRunOptions { ContinuousIntegration = false, Update = update, Snapshots = snapshots };
        return ParityRunner.Run(Plan, engine, options, CancellationToken.None);
    }

    /// <summary>The result of the merged cell (or another), with snapshots out of the picture.</summary>
    public CaseResult Case(string variant = "merged.bf16.bf16.bf16") => Run(snapshots: false).Find(variant, "players")!;

    private void Edit(Variant variant, int prompt, int position, float[] row)
    {
        Array.Clear(row);
        row[position % 4] = 4;
        row[(position + 1) % 4] = 3.5f;
        row[(position + 2) % 4] = 1;
        if (_drifts.TryGetValue(variant.Key, out var drift))
            drift(position, row);
    }
}
