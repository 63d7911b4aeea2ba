using LoraParity.Diagnostics;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.TestKit;

/// <summary>Plans for tests that need one and do not care how it was written.</summary>
public static class SamplePlans
{
    /// <summary>
    /// <c>driftball</c>: attached in three dtypes and one bf16 merge run in bf16, two prompts, loose bounds, snapshots in
    /// <paramref name="folder"/>/snapshots. Nothing on disk is needed: the scripted engine reads no files.
    /// </summary>
    public static ParityPlan Small(string folder) => new()
    {
        Name = "driftball",
        SpecPath = Path.Combine(folder, "driftball.parity.yaml"),
        SpecHash = new string('0', 64),
        BasePath = Path.Combine(folder, "base"),
        Adapters = [new AdapterSource(Path.Combine(folder, "adapter"))],
        Variants =
        [
            Variant.Attached(Precision.Fp32),
            Variant.Attached(Precision.Bf16),
            Variant.Attached(Precision.Fp16),
            Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16),
        ],
        Reference = Variant.Attached(Precision.Fp32),
        Tolerance = new ToleranceRules(Loose, []),
        Prompts = [Text("players", 16, folder), Ids("raw", 8, folder)],
        Snapshots = new SnapshotSettings(Path.Combine(folder, "snapshots")),
    };

    /// <summary>Bounds that the default script stays within.</summary>
    public static Tolerance Loose { get; } = new()
    {
        Logits = new LogitsTolerance(0.5, 0.1),
        Kl = new KlTolerance(1e-2, 1e-1, 1),
        Noise = 10,
        Top1 = 0.5,
        Tokens = new TokenRule(TokenRuleKind.Off),
    };

    private static Prompt Text(string id, int tokens, string folder) =>
        new(id, tokens, At(folder, 10)) { Text = "Question: How many players are on a driftball team? Answer:" };

    private static Prompt Ids(string id, int tokens, string folder) => new(id, tokens, At(folder, 11)) { TokenIds = [1, 17, 23] };

    private static SourceLocation At(string folder, int line) => new(Path.Combine(folder, "driftball.parity.yaml"), line, 5);
}
