using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The fields' sets of names.</summary>
internal static class Choices
{
    public static readonly ChoiceShape<Precision> Precision = new(
        [.. PrecisionNames.All.Select((name, i) => KeyValuePair.Create(name, (Precision)i))],
        new Dictionary<string, string>
        {
            ["float32"] = "fp32",
            ["float"] = "fp32",
            ["f32"] = "fp32",
            ["bfloat16"] = "bf16",
            ["float16"] = "fp16",
            ["half"] = "fp16",
            ["f16"] = "fp16",
        });

    public static readonly ListShape<Precision> Precisions = new(Precision, "a list of fp32, bf16 and fp16, such as [fp32, bf16]", unique: true);

    public static readonly ChoiceShape<Application> Application = new(
    [
        new("none", Matrix.Application.None),
        new("attached", Matrix.Application.Attached),
        new("merged", Matrix.Application.Merged),
        new("checkpoint", Matrix.Application.Checkpoint),
    ]);

    public static readonly ChoiceShape<MergeMode> Mode = new([new("plain", MergeMode.Plain), new("safe", MergeMode.Safe)]);

    public static readonly ChoiceShape<AdapterPrecision> AdapterDtype = new([new("fp32", AdapterPrecision.Fp32), new("base", AdapterPrecision.Base)]);

    public static readonly ChoiceShape<DecodeMode> Decode = new([new("forced", DecodeMode.Forced), new("free", DecodeMode.Free)]);

    public static readonly ChoiceShape<string> Engine = new(
        [new("auto", "auto"), new("cpu", "cpu"), new("torchsharp", "torchsharp")],
        new Dictionary<string, string> { ["gpu"] = "torchsharp", ["cuda"] = "torchsharp", ["pytorch"] = "torchsharp" });

    public static readonly ChoiceShape<MergePlace> MergeDevice = new([new("cpu", MergePlace.Cpu), new("device", MergePlace.Device)]);

    public static readonly ChoiceShape<bool> UniqueFor = new([new("nothing", false), new("device", true)]);

    public static readonly ChoiceShape<Expectation> Expect = new([new("match", Expectation.Match), new("drift", Expectation.Drift)]);

    public static readonly ChoiceShape<TokenRule> TokenRule = new(
    [
        new("exact", new TokenRule(TokenRuleKind.Exact)),
        new("near_ties", new TokenRule(TokenRuleKind.NearTies)),
        new("off", new TokenRule(TokenRuleKind.Off)),
    ]);
}
