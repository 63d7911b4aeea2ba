using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Lockstep;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class LockstepRunTests
{
    [Fact]
    public void Run_Start_TellsLayoutAndFingerprints()
    {
        using var golden = new DriftballGolden();
        var layout = Golden.Run(Small(golden)).Layout!;
        Assert.Equal(640, layout.LogitsWidth);
        Assert.Equal(4, layout.Layers);
        Assert.Equal(OutputKind.NextToken, layout.Output);
        Assert.Equal("cpu", layout.DeviceFamily);
        Assert.Equal(["adapter", "base", "tokenizer"], layout.Fingerprints.Keys.Order(StringComparer.Ordinal));
        Assert.All(layout.Fingerprints.Values, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.Contains("Question", layout.Decode!(layout.PromptTokens[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_Request_IsTheLayoutOfTheRun()
    {
        using var golden = new DriftballGolden();
        using var engine = new LockstepEngine(new CpuBackend(1), NullLoggerFactory.Instance);

        var told = engine.Describe(Small(golden), _ => { }, CancellationToken.None);

        var layout = Golden.Run(Small(golden)).Layout!;
        Assert.Equal(layout.PromptTokens, told.PromptTokens);
        Assert.Equal(layout.Fingerprints, told.Fingerprints);
        Assert.Equal((layout.LogitsWidth, layout.Layers, layout.Output, layout.DeviceFamily), (told.LogitsWidth, told.Layers, told.Output, told.DeviceFamily));
        using var model = Checkpoint.Open(Small(golden).BasePath);
        Assert.Equal(model.Tensors.Sum(tensor => tensor.Entry.Elements), told.Parameters);
        Assert.Equal(layout.Decode!(layout.PromptTokens[0]), told.Decode!(told.PromptTokens[0]));
    }

    [Fact]
    public void Run_End_TellsStagesAndWholeProgress()
    {
        using var golden = new DriftballGolden();
        var run = Golden.Run(Small(golden));
        Assert.Equal(["decode", "derive", "load", "read", "score"], run.Timings!.Stages.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, run.Progress[^1].Fraction);
        Assert.Equal(run.Progress.Select(progress => progress.Fraction).Order(), run.Progress.Select(progress => progress.Fraction));
    }

    [Fact]
    public void Run_ForcedDecoding_OnlyTheReferenceHasTokens()
    {
        using var golden = new DriftballGolden();
        var request = Small(golden);
        var run = Golden.Run(request);
        Assert.NotEmpty(run.Tokens("attached.fp32", 0));
        Assert.Throws<KeyNotFoundException>(() => run.Tokens("none.bf16", 0));
    }

    [Fact]
    public void Run_WantsHidden_SendsEveryLayerOfEveryVariant()
    {
        using var golden = new DriftballGolden();
        var request = Small(golden) with { WantsHidden = true };
        var run = Golden.Run(request);
        Assert.Equal([0, 1, 2, 3, 4], run.Hidden.Keys.Select(key => key.Layer).Order());
        var positions = golden.Prompts[0].Count + run.Tokens("attached.fp32", 0).Length;
        Assert.All(run.Hidden.Values, states => Assert.All(states, rows => Assert.Equal(positions * 128, rows.Length)));
        Assert.NotEqual(run.Hidden[(0, 4)][0], run.Hidden[(0, 4)][1]);
    }

    [Fact]
    public void Run_NoNewTokens_ScoresThePromptAlone()
    {
        using var golden = new DriftballGolden();
        var request = Small(golden);
        var scored = request with { Prompts = [request.Prompts[0] with { MaxNewTokens = 0 }] };
        var run = Golden.Run(scored);
        Assert.Empty(run.Tokens("attached.fp32", 0));
        Assert.Equal(golden.Prompts[0].Count * 640, run.Logits("attached.fp32", 0).Length);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var golden = new DriftballGolden();
        using var source = new CancellationTokenSource();
        using var engine = new LockstepEngine(new CpuBackend(1), NullLoggerFactory.Instance);
        var sink = new CancellingSink(source);
        Assert.Throws<OperationCanceledException>(() => engine.Run(Small(golden), sink, source.Token));
        Assert.Equal(1, sink.Reports);
    }

    [Fact]
    public void Run_Checkpoint_IsTheMergedModelOfTheSamePrecision()
    {
        using var golden = new DriftballGolden();
        var shipped = Path.Combine(Path.GetDirectoryName(golden.Base)!, "merged-bf16");
        var request = Small(golden) with
        {
            Variants = [Variant.Attached(Precision.Fp32), Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16), Variant.FromCheckpoint("shipped", Precision.Bf16)],
            Checkpoints = [new CheckpointSource("shipped", shipped)],
        };
        var run = Golden.Run(request);
        Assert.Equal(run.Logits("merged.bf16.bf16.bf16", 0), run.Logits("checkpoint.shipped.bf16", 0));
        Assert.Contains("checkpoint.shipped", run.Layout!.Fingerprints.Keys);
    }

    [Theory]
    [InlineData(new[] { 1, 640 }, 4, "The prompt 'p' has the token 640, but the model's vocabulary ends at 639.")]
    [InlineData(new int[0], 4, "The prompt 'p' has no tokens; a model needs at least one.")]
    public void Run_UnusablePrompt_SaysWhy(int[] ids, int newTokens, string message)
    {
        using var golden = new DriftballGolden();
        var request = Small(golden);
        var prompt = new Prompt("p", newTokens, new SourceLocation("x.parity.yaml", 3, 5)) { TokenIds = ids };
        var exception = Assert.Throws<InputException>(() => Golden.Run(request with { Prompts = [prompt] }));
        Assert.Equal($"x.parity.yaml(3,5): {message}", exception.Message);
    }

    [Fact]
    public void Run_PromptBeyondLearnedPositions_SaysWhy()
    {
        using var golden = new PeftGolden("peft", "gpt2-conv1d");
        var exception = Assert.Throws<InputException>(() => Golden.Run(golden.Request(newTokens: 60)));
        Assert.Equal(
            "golden.parity.yaml(1,1): The prompt 'p0' has 10 tokens and may grow by 60, but the model has only 64 positions.",
            exception.Diagnostics[0].ToString());
    }

    private static RunRequest Small(DriftballGolden golden)
    {
        var request = golden.Request(newTokens: 4);
        return request with
        {
            Prompts = [request.Prompts[0]],
            Variants = [Variant.Attached(Precision.Fp32), Variant.None(Precision.Bf16)],
            Decode = DecodeMode.Forced,
        };
    }

    /// <summary>Cancels at the first sign of progress.</summary>
    private sealed class CancellingSink(CancellationTokenSource source) : ITraceSink
    {
        public int Reports { get; private set; }

        public void OnStart(RunLayout layout)
        {
        }

        public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens) => Assert.Fail("The run went on.");

        public void OnLogits(in LogitsBlock block) => Assert.Fail("The run went on.");

        public void OnProgress(RunProgress progress)
        {
            Reports++;
            source.Cancel();
        }
    }
}
