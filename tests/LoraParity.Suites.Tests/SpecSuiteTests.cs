using LoraParity.Suites.Tests.Support;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests;

public sealed class SpecSuiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_SpecsAndErrors_YieldsErrorsFirstAndSpecsInOrder()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());
        _folder.Write("b.parity.yaml", SampleSpecs.Driftball("rules"));
        var broken = _folder.Write("c.parity.yaml", SampleSpecs.Driftball("broken").Replace("prompts:", "promts:", StringComparison.Ordinal));

        var tests = SpecSuite.Read(_folder.Path, ["*.parity.yaml", "none/*.yaml"]).Tests;

        Assert.Equal([null, "a.parity.yaml", "b.parity.yaml"], tests.Select(t => t.Group).Distinct());
        var errors = tests.TakeWhile(t => t.Group is null).ToList();
        Assert.Equal("c.parity.yaml(9,1)", errors[0].Name);
        Assert.Equal((broken, 9), (errors[0].Location!.File, errors[0].Location!.Line));
        Assert.Equal(("[ParitySpec(\"none/*.yaml\")]", null), (errors[^1].Name, errors[^1].Location));
        Assert.Equal(22, tests.Count - errors.Count);
    }

    [Fact]
    public void Read_AllTests_HaveIdsOfTheirOwn()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());
        _folder.Write("b.parity.yaml", SampleSpecs.Driftball("rules"));

        var ids = SpecSuite.Read(_folder.Path, ["*.yaml"]).Tests.Select(t => t.Id).ToList();

        Assert.Equal(22, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("b.parity.yaml::merged.bf16.bf16.fp16/raw", ids);
        Assert.DoesNotContain(ids, id => id.Contains(_folder.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_TwoSpecsOfOneName_YieldsAFailingTest()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());
        var path = _folder.Write("b.parity.yaml", SampleSpecs.Driftball());

        var error = Assert.Single(SpecSuite.Read(_folder.Path, ["*.yaml"]).Tests, t => t.Group is null);

        Assert.Equal(
            new TestVerdict(
                TestOutcome.Failed,
                $"{path}(1,1): The name 'driftball' is also that of 'a.parity.yaml', so their cases and snapshots would have the same names. "
                + "Give one of the two specs another 'name'."),
            await new SuiteSession().RunAsync(error));
    }

    [Fact]
    public async Task Read_ErrorCorrectedSinceDiscovery_SaysSo()
    {
        var path = _folder.Write("a.parity.yaml", SampleSpecs.Driftball().Replace("prompts:", "promts:", StringComparison.Ordinal));
        var errors = SpecSuite.Read(_folder.Path, ["*.yaml"]).Tests;
        File.WriteAllText(path, SampleSpecs.Driftball());

        var verdicts = await SampleSuite.RunAsync(errors);

        Assert.NotEmpty(verdicts);
        Assert.All(verdicts.Values, v => Assert.Equal(
            "The spec 'a.parity.yaml' had an error when tests were discovered and is valid now. "
            + "Rediscover the tests: build the project, or run 'dotnet test' again.",
            v.Message));
    }
}
