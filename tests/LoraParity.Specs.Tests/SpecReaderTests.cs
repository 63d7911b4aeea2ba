using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Specs.Tests;

public sealed class SpecReaderTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "nowhere");
    private static readonly string SpecPath = Path.Combine(Folder, "driftball.parity.yaml");

    internal const string Everything =
        """
        # yaml-language-server: $schema=../schemas/parity-spec.schema.json
        version: 1
        name: rules
        base: models/base
        adapters:
          - models/adapter
          - {path: ../other, weight: 0.5}
        engine: cpu
        device: cpu
        memory_budget: 4GiB
        matrix:
          none:     {compute: [fp32]}
          attached: {compute: [fp32, bf16], adapter_dtype: base}
          merged:   {merge: [bf16, fp16], save: [bf16, fp16], compute: [bf16, fp16], mode: safe, adapter_dtype: base}
          checkpoints:
            - {name: shipped, path: models/merged, compute: [bf16]}
          exclude:  [{merge: bf16, save: fp16}, {application: merged, merge: fp16, compute: fp16}]
        reference: attached.fp32
        decode: free
        tolerance:
          logits: {max_abs: 0.05, rel: 1e-2}
          kl: {mean: 1.0e-3, p99: 1.0e-2, max: 0.1}
          noise: 3
          top1: 0.99
          tokens: {prefix: 8}
          overrides:
            - match: {application: merged, save: bf16}
              kl: {mean: 5.0e-3}
            - match: {merge: fp16, save: fp16, compute: bf16, prompt: raw}
              expect: drift
              reason: "known"
        prompts:
          - {id: players, text: "Question: How many?", max_new_tokens: 4}
          - {id: raw, token_ids: [1, 17, 23], max_new_tokens: 0}
          - id: chat
            messages: [{role: system, content: Be brief.}, {role: user, content: Hello}]
        snapshots: {directory: snapshot, logits: top16}
        """;

    private static ParityPlan Plan(string yaml) => SpecReader.Parse(yaml, SpecPath).PlanOrThrow();

    [Fact]
    public void Parse_HubIds_StayAsWritten()
    {
        var plan = Plan(Everything
            .Replace("base: models/base", "base: acme/base@main", StringComparison.Ordinal)
            .Replace("- models/adapter", "- acme/adapter@refs/pr/1", StringComparison.Ordinal)
            .Replace("path: ../other", "path: ./acme/adapter@main", StringComparison.Ordinal)
            .Replace("path: models/merged", "path: acme/merged@v1", StringComparison.Ordinal));

        Assert.Equal("acme/base@main", plan.BasePath);
        Assert.Equal(["acme/adapter@refs/pr/1", Path.Combine(Folder, "acme", "adapter@main")], plan.Adapters.Select(adapter => adapter.Path));
        Assert.Equal("acme/merged@v1", Assert.Single(plan.Checkpoints).Path);
    }

    [Fact]
    public void Parse_EveryField_YieldsPlan()
    {
        var plan = Plan(Everything);

        Assert.Equal("rules", plan.Name);
        Assert.Equal(SpecPath, plan.SpecPath);
        Assert.Equal(Path.Combine(Folder, "models", "base"), plan.BasePath);
        Assert.Equal([new AdapterSource(Path.Combine(Folder, "models", "adapter")), new AdapterSource(Path.Combine(Path.GetDirectoryName(Folder)!, "other"), 0.5f)], plan.Adapters);
        Assert.Equal([new CheckpointSource("shipped", Path.Combine(Folder, "models", "merged"))], plan.Checkpoints);
        Assert.Equal(new EngineSettings { Engine = "cpu", Device = "cpu", MemoryBudget = 4L << 30 }, plan.Engine);
        Assert.Equal(Variant.Attached(Precision.Fp32, AdapterPrecision.Base), plan.Reference);
        Assert.Equal(DecodeMode.Free, plan.Decode);
        Assert.Equal(new SnapshotSettings(Path.Combine(Folder, "snapshot"), LogitsDetail.Top, 16), plan.Snapshots);
    }

    [Fact]
    public void Parse_Matrix_ExpandsInOrderWithoutWhatIsExcluded()
    {
        var plan = Plan(Everything);

        Assert.Equal(
            [
                "none.fp32", "attached.fp32", "attached.bf16",
                "merged.bf16.bf16.bf16", "merged.bf16.bf16.fp16", "merged.fp16.bf16.bf16", "merged.fp16.fp16.bf16",
                "checkpoint.shipped.bf16",
            ],
            plan.Variants.Select(v => v.Key));
        Assert.All(plan.Variants.Where(v => v.Application == Application.Merged), v => Assert.Equal((MergeMode.Safe, AdapterPrecision.Base), (v.Mode, v.AdapterDtype)));
    }

    [Fact]
    public void Parse_Tolerance_IsReadBoundByBound()
    {
        var rules = Plan(Everything).Tolerance;

        Assert.Equal(
            new Tolerance
            {
                Logits = new LogitsTolerance(0.05, 0.01),
                Kl = new KlTolerance(0.001, 0.01, 0.1),
                Noise = 3,
                Top1 = 0.99,
                Tokens = new TokenRule(TokenRuleKind.Prefix, 8),
            },
            rules.Default);
        Assert.Equal(new ToleranceMatch { Application = Application.Merged, Save = Precision.Bf16 }, rules.Overrides[0].Match);
        Assert.Equal(new KlTolerance(0.005, null, null), rules.Overrides[0].Tolerance.Kl);
        Assert.Equal("raw", rules.Overrides[1].Match.Prompt);
        Assert.Equal((Expectation.Drift, "known"), (rules.Overrides[1].Tolerance.Expect, rules.Overrides[1].Tolerance.Reason));
    }

    [Fact]
    public void Parse_Prompts_KeepTheirPlaceAndKind()
    {
        var prompts = Plan(Everything).Prompts;

        Assert.Equal(["players", "raw", "chat"], prompts.Select(p => p.Id));
        Assert.Equal([4, 0, 16], prompts.Select(p => p.MaxNewTokens));
        Assert.Equal("Question: How many?", prompts[0].Text);
        Assert.Equal([1, 17, 23], prompts[1].TokenIds);
        Assert.Equal([new ChatMessage("system", "Be brief."), new ChatMessage("user", "Hello")], prompts[2].Messages);
        Assert.Equal([(33, 5), (34, 5), (35, 5)], prompts.Select(p => (p.Location.Line, p.Location.Column)));
        Assert.All(prompts, p => Assert.Equal(SpecPath, p.Location.File));
    }
}
