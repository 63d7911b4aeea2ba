using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Specs.Tests;

public sealed class DefaultsTests
{
    private static readonly string SpecPath = Path.Combine(Path.GetTempPath(), "small.parity.yaml");

    private static ParityPlan Plan(string more = "") => SpecReader.Parse(BrokenSpecs.Good + more, SpecPath).PlanOrThrow();

    [Fact]
    public void Parse_OnlyRequiredFields_FillsDefaults()
    {
        var plan = Plan();

        Assert.Equal("small", plan.Name);
        Assert.Equal(Variant.Attached(Precision.Fp32), plan.Reference);
        Assert.Equal(DecodeMode.Forced, plan.Decode);
        Assert.Equal(new EngineSettings(), plan.Engine);
        Assert.Equal(new SnapshotSettings(Path.Combine(Path.GetDirectoryName(SpecPath)!, "snapshots"), LogitsDetail.Top, 8), plan.Snapshots);
        Assert.Equal(new Tolerance { Noise = 3, Tokens = new TokenRule(TokenRuleKind.NearTies) }, plan.Tolerance.Default);
        Assert.Empty(plan.Tolerance.Overrides);
        Assert.Equal(16, plan.Prompts[0].MaxNewTokens);
    }

    [Theory]
    [InlineData("tolerance: {tokens: exact}", 3.0)]
    [InlineData("tolerance: {kl: {mean: 1}}", null)]
    [InlineData("tolerance: {top1: 0.5}", null)]
    [InlineData("tolerance: {kl: {mean: 1}, noise: 2}", 2.0)]
    public void Parse_Noise_DefaultsOnlyWhereNothingElseBoundsLogits(string tolerance, double? noise) =>
        Assert.Equal(noise, Plan(tolerance).Tolerance.Default.Noise);

    [Theory]
    [InlineData("exact", TokenRuleKind.Exact)]
    [InlineData("near_ties", TokenRuleKind.NearTies)]
    [InlineData("off", TokenRuleKind.Off)]
    public void Parse_TokenRule_IsRead(string name, TokenRuleKind kind) =>
        Assert.Equal(new TokenRule(kind), Plan($"tolerance: {{tokens: {name}}}").Tolerance.Default.Tokens);

    [Theory]
    [InlineData("512B", 512)]
    [InlineData("500 MB", 500_000_000)]
    [InlineData("1.5GiB", 1_610_612_736)]
    [InlineData("2TB", 2_000_000_000_000)]
    [InlineData("3KiB", 3072)]
    [InlineData("999999999TiB", long.MaxValue)]
    public void Parse_MemoryBudget_IsReadInBytes(string text, long bytes) =>
        Assert.Equal(bytes, Plan($"memory_budget: {text}").Engine.MemoryBudget);

    [Fact]
    public void Parse_DeviceMap_IsReadInOrder() =>
        Assert.Equal(["cuda:1", "cuda:0", "cuda:0"], Plan("device_map: [cuda:1, cuda:0, cuda:0]").Engine.DeviceMap);

    [Theory]
    [InlineData("", MergePlace.Cpu)]
    [InlineData("merge_device: cpu", MergePlace.Cpu)]
    [InlineData("merge_device: device", MergePlace.Device)]
    public void Parse_MergeDevice_IsRead(string field, MergePlace place) => Assert.Equal(place, Plan(field).Engine.MergeDevice);

    [Theory]
    [InlineData("full", LogitsDetail.Full, 8)]
    [InlineData("off", LogitsDetail.Off, 8)]
    [InlineData("top1", LogitsDetail.Top, 1)]
    public void Parse_SnapshotLogits_IsRead(string name, LogitsDetail detail, int topK)
    {
        var snapshots = Plan($"snapshots: {{logits: {name}}}").Snapshots;

        Assert.Equal((detail, topK), (snapshots.Logits, snapshots.TopK));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("snapshots: {unique_for: nothing}", false)]
    [InlineData("snapshots: {unique_for: device}", true)]
    public void Parse_SnapshotsUniqueFor_IsRead(string field, bool perDevice) =>
        Assert.Equal(perDevice, Plan(field).Snapshots.PerDevice);

    [Theory]
    [InlineData("driftball.parity.yaml", "driftball")]
    [InlineData("driftball.v2.parity.yml", "driftball.v2")]
    [InlineData("driftball.yaml", "driftball")]
    [InlineData("driftball", "driftball")]
    public void Parse_NameOfFile_IsTheDefaultName(string file, string name) =>
        Assert.Equal(name, SpecReader.Parse(BrokenSpecs.Good, file).PlanOrThrow().Name);

    [Fact]
    public void Parse_NameOfFileThatIsNoName_AsksForAName() =>
        Assert.Equal(
            "my spec.parity.yaml(1,1): The file's name gives the suite's name 'my spec', but it must be a name of at most 100 letters, digits, '.', '_' and '-' that starts with a letter, a digit or '_' and does not end with '.'; set 'name', or rename the file.",
            Assert.Single(SpecReader.Parse(BrokenSpecs.Good, "my spec.parity.yaml").Diagnostics).ToString());

    [Fact]
    public void Parse_LineEnds_DoNotChangeTheHash() =>
        Assert.Equal(Plan().SpecHash, SpecReader.Parse(BrokenSpecs.Good.Replace("\n", "\r\n", StringComparison.Ordinal), SpecPath).PlanOrThrow().SpecHash);

    [Fact]
    public void Parse_OtherText_HasAnotherHash() => Assert.NotEqual(Plan().SpecHash, Plan("# comment").SpecHash);

    [Fact]
    public void Parse_MergedReference_TakesTheMatrixSettings()
    {
        var plan = SpecReader.Parse(
            BrokenSpecs.Good.Replace("save: [bf16],", "save: [bf16], mode: safe, adapter_dtype: base,", StringComparison.Ordinal) + "reference: merged.fp32.fp32.fp32",
            SpecPath).PlanOrThrow();

        Assert.Equal(Variant.Merged(Precision.Fp32, Precision.Fp32, Precision.Fp32, MergeMode.Safe) with { AdapterDtype = AdapterPrecision.Base }, plan.Reference);
        Assert.All(plan.Variants, v => Assert.Equal(AdapterPrecision.Base, v.AdapterDtype));
    }

    [Fact]
    public void Parse_BaseAlone_NeedsNoAdapters()
    {
        const string Yaml =
            """
            version: 1
            base: base
            matrix: {none: {compute: [fp32, bf16]}}
            reference: none.fp32
            prompts: [{id: a, text: Hello}]
            """;

        Assert.Equal(["none.fp32", "none.bf16"], SpecReader.Parse(Yaml, SpecPath).PlanOrThrow().Variants.Select(v => v.Key));
    }

    [Fact]
    public void Parse_MergeKeys_AddWhatIsMissing()
    {
        const string Prompts =
            """
            prompts:
              - &short {id: a, text: One, max_new_tokens: 3}
              - {<<: *short, id: b}
              - {<<: [{max_new_tokens: 5}, *short], id: c}
            """;
        var yaml = BrokenSpecs.Good.Replace("prompts: [{id: a, text: Hello}]", Prompts, StringComparison.Ordinal);

        Assert.Equal(
            [("a", "One", 3), ("b", "One", 3), ("c", "One", 5)],
            SpecReader.Parse(yaml, SpecPath).PlanOrThrow().Prompts.Select(p => (p.Id, p.Text!, p.MaxNewTokens)));
    }

    [Fact]
    public void Parse_ExpectMatchAfterDrift_TakesTheDriftBack()
    {
        const string Overrides =
            """
            tolerance:
              overrides:
                - {match: {save: bf16}, expect: drift, reason: known}
                - {match: {save: bf16, compute: fp16}, expect: match}
            """;
        var plan = Plan(Overrides);
        var kept = plan.Tolerance.For(Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Fp16), "a");

        Assert.Equal((Expectation.Match, null), (kept.Expect, kept.Reason));
    }
}
