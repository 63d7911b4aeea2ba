using System.Runtime.InteropServices;
using LoraParity.Cli.Hosting;
using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Commands;

public sealed class RecordCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Record_Free_WritesThePromptsRowsAndEveryVariantsOwnTokens()
    {
        var run = _cli.Run("record", _cli.WriteSpec(more: "decode: free"), "--out", "out.safetensors");

        Assert.Equal(["Wrote 2 variants of 2 prompts to 'out.safetensors'."], run.OutLines);
        Assert.Equal(0, run.Code);
        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        Assert.Equal(
            [
                "logits.attached.bf16.one F32 3x64", "logits.attached.bf16.two F32 2x64",
                "logits.attached.fp32.one F32 3x64", "logits.attached.fp32.two F32 2x64",
                "tokens.attached.bf16.one I64 4", "tokens.attached.bf16.two I64 2",
                "tokens.attached.fp32.one I64 4", "tokens.attached.fp32.two I64 2",
            ],
            Describe(file));
    }

    [Fact]
    public void Record_Forced_WritesAllRowsAsTheEngineGaveThem()
    {
        var plan = _cli.WriteSpec();
        _cli.Run("record", plan, "--out", "out.safetensors");

        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        Assert.Equal("logits.attached.bf16.one F32 7x64", Describe(file)[0]);
        var expected = Expected(plan);
        foreach (var ((variant, prompt), rows) in expected)
            Assert.Equal(rows, Floats(file, $"logits.{variant}.{prompt}"));
    }

    [Fact]
    public void Record_Forced_TokensOfAScoredVariantAreItsArgmax()
    {
        _cli.Run("record", _cli.WriteSpec(), "--out", "out.safetensors");

        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        var rows = Floats(file, "logits.attached.bf16.one");
        var chosen = Enumerable.Range(2, 4).Select(row => (long)Argmax(rows.AsSpan(row * 64, 64)));
        Assert.Equal(chosen, Longs(file, "tokens.attached.bf16.one"));
    }

    [Fact]
    public void Record_ReferenceOutsideTheMatrix_IsRunButNotRecorded()
    {
        _cli.Run("record", _cli.WriteSpec(more: "reference: none.fp32"), "--out", "out.safetensors");

        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        Assert.DoesNotContain(Describe(file), name => name.Contains("none.fp32", StringComparison.Ordinal));
        Assert.Equal(8, Describe(file).Count);
    }

    [Fact]
    public void Record_Hidden_WritesEveryLayer()
    {
        _cli.Run("record", _cli.WriteSpec(more: "decode: free"), "--out", "out.safetensors", "--hidden");

        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        Assert.Equal(
            ["hidden.attached.bf16.one.0 F32 3x8", "hidden.attached.bf16.one.1 F32 3x8", "hidden.attached.bf16.one.2 F32 3x8", "hidden.attached.bf16.one.3 F32 3x8"],
            Describe(file).Take(4));
    }

    [Fact]
    public void Record_Classifier_WritesOneRowOfLabelsAndNoTokens()
    {
        _cli.Script = _cli.Script with { Output = OutputKind.Labels, Width = 3 };

        _cli.Run("record", _cli.WriteSpec(), "--out", "out.safetensors");

        using var file = SafetensorsFile.Open(_cli["out.safetensors"]);
        Assert.Equal(
            ["logits.attached.bf16.one F32 3", "logits.attached.bf16.two F32 3", "logits.attached.fp32.one F32 3", "logits.attached.fp32.two F32 3"],
            Describe(file));
    }

    [Fact]
    public void Record_PathsWithSpacesAndUnicode_Work()
    {
        Directory.CreateDirectory(_cli["out put ü"]);

        var run = _cli.Run("record", _cli.WriteSpec("a spec – é.parity.yaml"), "--out", Path.Combine("out put ü", "trace é.safetensors"));

        Assert.Equal(0, run.Code);
        Assert.Equal([_cli["out put ü", "trace é.safetensors"]], Directory.GetFileSystemEntries(_cli["out put ü"]));
    }

    [Fact]
    public void Record_SeveralSpecs_SaysToNameOne()
    {
        _cli.WriteSpec("a.parity.yaml");
        _cli.WriteSpec("b.parity.yaml");

        var run = _cli.Run("record", ".", "--out", "out.safetensors");

        Assert.Equal(["error: 'record' takes one spec, but 2 are found; name one of them."], run.ErrorLines);
    }

    [Fact]
    public void Record_NoSuchFolder_SaysSo()
    {
        var run = _cli.Run("record", _cli.WriteSpec(), "--out", "nowhere/out.safetensors");

        Assert.Equal(["error: The folder of 'nowhere/out.safetensors' does not exist; create it first."], run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Record_EngineFails_LeavesTheOldFileAndNothingElse()
    {
        _cli.Write("out.safetensors", "old");
        _cli.Script = _cli.Script with { Fault = new IOException("The disk is gone.") };

        var run = _cli.Run("record", _cli.WriteSpec(), "--out", "out.safetensors");

        Assert.Equal("error: The disk is gone.", run.ErrorLines[^1]);
        Assert.Equal(ExitCode.Environment, run.Code);
        Assert.Equal("old", File.ReadAllText(_cli["out.safetensors"]));
        Assert.Single(Directory.GetFiles(_cli.Folder, "out.*"));
    }

    private Dictionary<(string, string), float[]> Expected(string spec)
    {
        var plan = Specs.SpecReader.Read(spec).PlanOrThrow();
        var sink = new CollectingSink(plan);
        new ScriptedEngine(_cli.Script).Run(
            new RunRequest { BasePath = plan.BasePath, Adapters = plan.Adapters, Variants = plan.Variants, Reference = plan.Reference, Prompts = plan.Prompts },
            sink,
            CancellationToken.None);
        return sink.Rows.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private static List<string> Describe(SafetensorsFile file) =>
        [.. file.Entries.Select(t => $"{t.Name} {t.Dtype} {string.Join('x', t.Shape)}").Order(StringComparer.Ordinal)];

    private static float[] Floats(SafetensorsFile file, string name) => MemoryMarshal.Cast<byte, float>(file.Bytes(file.Find(name))).ToArray();

    private static long[] Longs(SafetensorsFile file, string name) => MemoryMarshal.Cast<byte, long>(file.Bytes(file.Find(name))).ToArray();

    private static int Argmax(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
            best = row[i] > row[best] ? i : best;
        return best;
    }

    private sealed class CollectingSink(ParityPlan plan) : ITraceSink
    {
        public Dictionary<(string, string), List<float>> Rows { get; } = [];

        public void OnStart(RunLayout layout)
        {
        }

        public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens)
        {
        }

        public void OnLogits(in LogitsBlock block)
        {
            for (var v = 0; v < block.Variants; v++)
            {
                var key = (plan.Variants[v].Key, plan.Prompts[block.Prompt].Id);
                if (!Rows.TryGetValue(key, out var rows))
                    Rows[key] = rows = [];
                rows.AddRange(block.Rows(v));
            }
        }
    }
}
