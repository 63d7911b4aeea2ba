using LoraParity.Matrix;
using LoraParity.Specs;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly CliFixture _fixture = new();

    private static string Adapter => SharedFixtures.Own("peft", "llama-attn", "adapter");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Init_Adapter_WritesASpecThatPasses()
    {
        var run = _fixture.Run("init", Adapter);

        Assert.Equal((0, "Wrote 'llama-attn.parity.yaml': 7 variants, 2 prompts. Next: loraparity run llama-attn.parity.yaml"), (run.Code, run.OutLines[^1]));
        Assert.Equal(0, _fixture.Run("run", "llama-attn.parity.yaml", "--no-snapshots").Code);
    }

    [Fact]
    public void Init_Adapter_WritesMeasuredBoundsWithTheirReasons()
    {
        _fixture.Run("init", Adapter, "--out", "tiny.parity.yaml");

        var text = File.ReadAllText(_fixture["tiny.parity.yaml"]);
        var tolerance = text[text.IndexOf("tolerance:", StringComparison.Ordinal)..text.IndexOf("prompts:", StringComparison.Ordinal)];
        Assert.Matches(
            """
            \Atolerance:
              noise: 3 +# variants added later: at most three times what their compute dtype alone does
              tokens: near_ties +# measured: (every variant writes the reference's text|\d+ of \d+ cases choose another token somewhere)
              overrides:
                - match: \{compute: bf16\}
                  logits: \{max_abs: [0-9.e-]+\} +# measured up to [0-9.e-]+; twice that leaves room for other prompts
                  kl: \{mean: [0-9.e-]+\} +# measured up to [0-9.e-]+; twice the drift is four times the divergence
                  noise: [0-9.]+ +# measured up to [0-9.]+ times what bf16 alone does to the attached adapter; half as much again
                - match: \{compute: fp16\}
                  .*
                  .*
                  .*
                - match: \{merge: bf16, save: bf16, compute: fp16\}
            """.ReplaceLineEndings("\n"), tolerance);
        var bounds = SpecReader.Read(_fixture["tiny.parity.yaml"]).PlanOrThrow().Tolerance.Overrides;
        Assert.All(bounds, bound => Assert.InRange(bound.Tolerance.Noise!.Value, 1.5, 8));
        Assert.True(bounds[0].Tolerance.Logits!.MaxAbs > bounds[1].Tolerance.Logits!.MaxAbs, "bf16 drifts further than fp16.");
    }

    [Fact]
    public void Init_FileThatExists_RefusesAndLeavesIt()
    {
        _fixture.Write("llama-attn.parity.yaml", "mine");

        var run = _fixture.Run("init", Adapter);

        Assert.Equal((2, "error: 'llama-attn.parity.yaml' exists already; remove it, or name another file with --out.\n"), (run.Code, run.Error));
        Assert.Equal("mine", File.ReadAllText(_fixture["llama-attn.parity.yaml"]));
    }

    [Fact]
    public void Init_MergeThatDoesFarMoreThanRounding_WarnsAndDoesNotAllowIt()
    {
        _fixture.Script = new EngineScript
        {
            MergeLoss = variant => variant is { Application: Application.Merged, Merge: Precision.Bf16 } ? 0.5 : EngineScript.DefaultMergeLoss(variant),
        };

        var run = _fixture.Run("init", Adapter);

        Assert.Contains("warning: 'merged.bf16.bf16.bf16' drifts more than 10 times what its dtypes alone do, which is no rounding;", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, _fixture.Run("run", "llama-attn.parity.yaml", "--no-snapshots").Code);
    }

    [Fact]
    public void Init_Fp16Overflows_LeavesItOut()
    {
        _fixture.Script = new EngineScript
        {
            Edit = (variant, _, position, row) => row[0] = variant.Compute == Precision.Fp16 && position == 1 ? float.PositiveInfinity : row[0],
        };

        var run = _fixture.Run("init", Adapter);

        Assert.Contains("warning: A logit is no number in fp16: the model overflows there.", run.Error, StringComparison.Ordinal);
        var plan = SpecReader.Read(_fixture["llama-attn.parity.yaml"]).PlanOrThrow();
        Assert.DoesNotContain(plan.Variants, variant => variant.Compute == Precision.Fp16);
        Assert.Equal(0, _fixture.Run("run", "llama-attn.parity.yaml", "--no-snapshots").Code);
    }

    [Fact]
    public void Init_Prompts_AreTheUsers()
    {
        _fixture.Run("init", Adapter, "--prompt", "Say \"7\": # it", "--prompt", "Plain", "--max-new-tokens", "4");

        var prompts = SpecReader.Read(_fixture["llama-attn.parity.yaml"]).PlanOrThrow().Prompts;
        Assert.Equal([("prompt-1", "Say \"7\": # it", 4), ("prompt-2", "Plain", 4)], prompts.Select(p => (p.Id, p.Text!, p.MaxNewTokens)));
    }

    [Fact]
    public void Init_BaseThatIsNowhere_AsksForItAndDownloadsNothing()
    {
        Directory.CreateDirectory(_fixture["lonely"]);
        foreach (var file in Directory.GetFiles(Adapter))
            File.Copy(file, _fixture["lonely", Path.GetFileName(file)]);
        var config = File.ReadAllText(_fixture["lonely", "adapter_config.json"]);
        File.WriteAllText(
            _fixture["lonely", "adapter_config.json"],
            System.Text.RegularExpressions.Regex.Replace(config, "\"base_model_name_or_path\": [^,]+", "\"base_model_name_or_path\": \"acme/driftball\""));

        var run = _fixture.Run("init", "lonely");

        Assert.Equal(2, run.Code);
        Assert.Equal(
            "error: The adapter's base 'acme/driftball' is no folder here. Give its folder or hub id with --base, such as '--base acme/driftball@main'.\n",
            run.Error);
    }

    [Fact]
    public void Init_CheckpointInsteadOfAdapter_SaysSo()
    {
        var run = _fixture.Run("init", SharedFixtures.Own("peft", "llama-attn", "base"));

        Assert.Equal(2, run.Code);
        Assert.Contains("is a checkpoint, not an adapter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_OnTheCpu_WritesASpecThatPasses()
    {
        var run = ToolProcess.Run(_fixture.Folder, "init", Adapter);
        Assert.True(run.Code == 0, run.Error);

        run = ToolProcess.Run(_fixture.Folder, "run", "llama-attn.parity.yaml", "--no-snapshots");

        Assert.True(run.Code == 0, run.Out + run.Error);
    }
}
