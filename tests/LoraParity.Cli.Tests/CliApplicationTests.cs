using LoraParity.Cli.Hosting;

namespace LoraParity.Cli.Tests;

public sealed class CliApplicationTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Run_Help_NamesEveryCommand()
    {
        var run = _cli.Run("--help");

        Assert.Equal(0, run.Code);
        Assert.All(["run", "list", "record", "schema", "doctor"], command => Assert.Contains($"\n  {command} ", run.Out, StringComparison.Ordinal));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("frobnicate", "error: 'frobnicate' is no command, option or argument here.", "Run 'loraparity --help' for the usage.")]
    [InlineData("run a.yaml --bogus", "error: '--bogus' is no option here.", "Run 'loraparity run --help' for the usage.")]
    [InlineData("run", "error: Required argument missing for command: 'run'.", "Run 'loraparity run --help' for the usage.")]
    [InlineData("run a.yaml --threads none", "error: --threads is 'none' but must be a whole number of at least 1.", "Run 'loraparity run --help' for the usage.")]
    [InlineData("run a.yaml --threads 0", "error: --threads is '0' but must be a whole number of at least 1.", "Run 'loraparity run --help' for the usage.")]
    [InlineData("record a.yaml", "error: Option '--out' is required.", "Run 'loraparity record --help' for the usage.")]
    public void Run_WrongUsage_SaysWhatAndEndsWithTwo(string arguments, string error, string hint)
    {
        var run = _cli.Run(arguments.Split(' '));

        Assert.Equal([error, hint], run.ErrorLines);
        Assert.Equal("", run.Out);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Run_SpecsWithErrors_SaysAllOfThemAtTheirPlaces()
    {
        _cli.Write("bad/a.parity.yaml", "version: 2\n");
        _cli.Write("bad/b.parity.yaml", "nonsense: 1\n");

        var run = _cli.Run("list", "bad");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(run.ErrorLines, line => line.StartsWith($"error: {Path.Combine("bad", "a.parity.yaml")}(1,10): ", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.StartsWith($"error: {Path.Combine("bad", "b.parity.yaml")}(1,1): ", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_NoSuchSpec_SaysWhatToGive()
    {
        var run = _cli.Run("list", "nowhere/*.parity.yaml");

        Assert.Equal(
            ["error: No spec is found at 'nowhere/*.parity.yaml'; give a spec file, a folder that holds *.parity.yaml files, or a pattern in quotes."],
            run.ErrorLines);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void Run_EngineCannotRunHere_EndsWithThree()
    {
        _cli.Script = _cli.Script with { Unavailable = "There is no such device." };

        var run = _cli.Run("record", _cli.WriteSpec(), "--out", "x.safetensors");

        Assert.Equal(
            ["error: No engine can run engine 'auto' on device 'auto' on this machine. scripted: There is no such device."], run.ErrorLines);
        Assert.Equal(ExitCode.Environment, run.Code);
    }

    [Fact]
    public void Run_UnexpectedFault_IsOneLineWithoutVerboseAndATraceWithIt()
    {
        _cli.Script = _cli.Script with { Fault = new InvalidOperationException("The rows are gone.") };
        var spec = _cli.WriteSpec();

        var quiet = _cli.Run("record", spec, "--out", "x.safetensors");
        var verbose = _cli.Run("record", spec, "--out", "x.safetensors", "--verbose");

        Assert.Equal(
            "error: Unexpected InvalidOperationException: The rows are gone. Run again with --verbose for its place, and report it.",
            quiet.ErrorLines[^1]);
        Assert.DoesNotContain("   at ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("   at LoraParity.", verbose.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Environment, quiet.Code);
    }

    [Fact]
    public void Run_Cancelled_EndsWithOneHundredAndThirtyAndLeavesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var run = _cli.Run(source.Token, "record", _cli.WriteSpec(), "--out", "x.safetensors");

        Assert.Equal("Interrupted.", run.ErrorLines[^1]);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.DoesNotContain(Directory.GetFiles(_cli.Folder), file => Path.GetFileName(file).StartsWith('x'));
    }

    [Fact]
    public void Run_ControlCharactersInNames_AreShownNotSent()
    {
        var spec = _cli.WriteSpec("evil.parity.yaml", """
              - {id: "\e[31mred", token_ids: [1], max_new_tokens: 0}
            """);

        var run = _cli.Run("list", spec);

        Assert.DoesNotContain('\e', run.Out + run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void ExitCodes_AreThoseOfTheManual() => Assert.Equal(
        [0, 1, 2, 3, 130], [ExitCode.Success, ExitCode.Drift, ExitCode.BadInput, ExitCode.Environment, ExitCode.Interrupted]);
}
