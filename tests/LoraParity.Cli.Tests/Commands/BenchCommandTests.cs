using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests.Commands;

public sealed class BenchCommandTests : IDisposable
{
    private static readonly string[] Small = ["--shape", "tiny", "--layers", "1", "--variants", "4", "--prompts", "2", "--tokens", "5", "--new-tokens", "2"];

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Bench_SmallShape_PrintsStagesBesideLimitsAndLeavesNothing()
    {
        var run = ToolProcess.Run(_cli.Folder, ["bench", "models", .. Small]);

        Assert.Equal(0, run.Code);
        Assert.Matches("^tiny: 1 layers, 0 million weights, .+ in 'models.tiny-1-layers'; 4 variants, 2 prompts of 5 tokens, 2 new tokens each\\.$", run.ErrorLines[0]);
        Assert.Matches("^stage +seconds  of the machine's limit$", run.OutLines[0]);
        Assert.Equal(
            ["load", "read", "derive", "decode", "weights", "score", "compare", "judge", "total", "machine", "peak"],
            run.OutLines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains(run.OutLines, line => line.StartsWith("score", StringComparison.Ordinal) && line.Contains("GFLOP/s in linear layers", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli["models"]));
    }

    [Fact]
    public void Bench_Keep_LeavesAModelThatTheNextRunAndOtherCommandsTake()
    {
        var first = ToolProcess.Run(_cli.Folder, ["bench", "models", "--keep", .. Small]);
        Assert.Equal(0, first.Code);
        var folder = Path.Combine(_cli["models"], "tiny-1-layers");
        Assert.Equal(0, ToolProcess.Run(_cli.Folder, "audit", Path.Combine(folder, "base"), Path.Combine(folder, "adapter")).Code);

        var second = ToolProcess.Run(_cli.Folder, ["bench", "models", .. Small]);
        Assert.Contains(", which an earlier run kept;", second.ErrorLines[0], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Bench_Free_LetsEveryVariantDecode()
    {
        var run = ToolProcess.Run(_cli.Folder, ["bench", "models", "--free", .. Small]);

        Assert.Equal(0, run.Code);
        Assert.Contains(run.ErrorLines, line => line.StartsWith("bench: decoding all variants", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--shape", "gpt-5", "--shape is 'gpt-5' but must be one of tiny, smollm2-135m, qwen2.5-0.5b, tinyllama-1.1b, qwen2.5-1.5b, llama-2-7b, llama-3.1-8b.")]
    [InlineData("--variants", "1", "--variants is '1' but must be a whole number of at least 2.")]
    [InlineData("--dtype", "bf16", "--dtype must name fp32 among others: the reference runs in it.")]
    [InlineData("--dtype", "int8", "--dtype is 'int8' but must be fp32, bf16 or fp16.")]
    [InlineData("--memory-budget", "3", "--memory-budget is '3' but must be a size with its unit, such as 4GiB or 500MB.")]
    public void Bench_UnusableOption_SaysWhy(string option, string value, string message)
    {
        var run = _cli.Run("bench", "models", option, value);

        Assert.Equal($"error: {message}", run.ErrorLines[0]);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }
}
