using System.Reflection;
using LoraParity.TestKit;
using LoraParity.Xunit.Discovery;
using LoraParity.Xunit.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Tests.Discovery;

public sealed class ParityDiscovererTests
{
    private readonly SpecFolder _two = new("two-specs");

    public ParityDiscovererTests()
    {
        _two.Write("a.parity.yaml", SampleSpecs.Driftball());
        _two.Write("b.parity.yaml", SampleSpecs.Driftball("rules"));
    }

    [Fact]
    public void Attribute_NamesItsDiscoverer()
    {
        var names = typeof(ParitySpecAttribute).CustomAttributes
            .Single(a => a.AttributeType == typeof(XunitTestCaseDiscovererAttribute)).ConstructorArguments;

        var found = Assembly.Load((string)names[1].Value!).GetType((string)names[0].Value!);

        Assert.Equal(typeof(ParityDiscoverer), found);
    }

    [Fact]
    public void Discover_TwoSpecs_YieldsEveryVariantAndPromptAndTheWeights()
    {
        string[] ofOne =
        [
            "attached.bf16 › players", "attached.bf16 › raw",
            "attached.fp32 › players", "attached.fp32 › raw",
            "merged.bf16.bf16.bf16 › players", "merged.bf16.bf16.bf16 › raw",
            "merged.bf16.bf16.fp16 › players", "merged.bf16.bf16.fp16 › raw",
            "none.fp32 › players", "none.fp32 › raw",
            "weights",
        ];

        var names = FrontController.Discover(typeof(TwoSpecsSuite)).Select(c => c.DisplayName).Order(StringComparer.Ordinal);

        Assert.Equal([.. ofOne.Select(n => $"driftball › {n}"), .. ofOne.Select(n => $"rules › {n}")], names);
    }

    [Fact]
    public void Discover_MergedCase_HasTraitsOfSpecVariantAndPrompt()
    {
        var traits = Find("driftball › merged.bf16.bf16.fp16 › raw").Traits;

        string[] expected = ["application=merged", "compute=fp16", "merge=bf16", "prompt=raw", "save=bf16", "spec=driftball"];
        Assert.Equal(expected, traits.Select(t => $"{t.Key}={string.Join(',', t.Value)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Discover_WeightsCase_HasTraitOfSpecOnly() =>
        Assert.Equal(["spec"], Find("rules › weights").Traits.Keys);

    [Fact]
    public void Discover_Case_PointsToItsPromptInTheSpec()
    {
        var place = Find("driftball › none.fp32 › raw").SourceInformation;

        Assert.Equal(_two["a.parity.yaml"], place.FileName);
        Assert.Equal(11, place.LineNumber);
    }

    [Fact]
    public void Discover_Case_HasAnIdOfPathAndCaseAlone()
    {
        var id = Find("driftball › merged.bf16.bf16.fp16 › raw").UniqueID;

        Assert.EndsWith(":suites/two-specs/a.parity.yaml::merged.bf16.bf16.fp16/raw", id, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory, id, StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_AllCases_HaveIdsOfTheirOwn()
    {
        var cases = FrontController.Discover(typeof(TwoSpecsSuite));

        Assert.Equal(22, cases.Select(c => c.UniqueID).Distinct().Count());
    }

    [Fact]
    public void Discover_TwoSpecs_AreTwoCollections()
    {
        var collections = FrontController.Discover(typeof(TwoSpecsSuite))
            .GroupBy(c => c.TestMethod.TestClass.TestCollection.UniqueID)
            .Select(g => (g.First().TestMethod.TestClass.TestCollection.DisplayName, Count: g.Count())).Order();

        Assert.Equal([("Parity spec suites/two-specs/a.parity.yaml", 11), ("Parity spec suites/two-specs/b.parity.yaml", 11)], collections);
    }

    [Fact]
    public void Discover_ClassWithCollection_KeepsIt()
    {
        var collections = FrontController.Discover(typeof(ChosenCollectionSuite))
            .Select(c => c.TestMethod.TestClass.TestCollection.DisplayName).Distinct();

        Assert.Equal(["chosen"], collections);
    }

    [Fact]
    public void Discover_AttributeWithSkip_SkipsEveryCase() =>
        Assert.All(FrontController.Discover(typeof(SkippedSuite)), c => Assert.Equal("Not today.", c.SkipReason));

    [Fact]
    public void Discover_GlobWithoutMatch_YieldsFailingCase()
    {
        var outcome = Assert.Single(FrontController.Run(typeof(NoMatchSuite)));

        Assert.Equal("[ParitySpec(\"suites/no-match/*.parity.yaml\")]", outcome.Name);
        Assert.Equal("failed", outcome.Status);
        Assert.Equal(
            $"The glob 'suites/no-match/*.parity.yaml' of [ParitySpec] matches no file in '{Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)}'. "
            + "Write a path relative to the project's folder, with '*' within a name and '**' across folders, for example 'specs/*.parity.yaml'.",
            outcome.Message);
    }

    [Fact]
    public void Discover_SpecWithErrors_YieldsAFailingCaseForEachAtItsPlace()
    {
        var folder = new SpecFolder("broken");
        var path = folder.Write("bad.parity.yaml", SampleSpecs.Driftball()
            .Replace("prompts:", "promts:", StringComparison.Ordinal)
            .Replace("fp16]}", "fp17]}", StringComparison.Ordinal));
        folder.Write("good.parity.yaml", SampleSpecs.Driftball());

        var cases = FrontController.Discover(typeof(BrokenSuite));
        var errors = cases.Where(c => c.Traits.Count == 0).ToList();

        Assert.Equal(11, cases.Count - errors.Count);
        Assert.Contains((path, 8), errors.Select(e => (e.SourceInformation.FileName, e.SourceInformation.LineNumber!.Value)));
        Assert.Contains((path, 9), errors.Select(e => (e.SourceInformation.FileName, e.SourceInformation.LineNumber!.Value)));
        Assert.Equal(errors.Count, errors.Select(e => e.UniqueID).Distinct().Count());
        var outcomes = FrontController.Run(errors.Select(FrontController.Revive));
        Assert.All(outcomes, o => Assert.Equal("failed", o.Status));
        Assert.All(outcomes, o => Assert.StartsWith($"{path}(", o.Message, StringComparison.Ordinal));
        Assert.All(outcomes, o => Assert.Equal($"   at {o.Name} in {path}:line {o.Name.Split('(')[1].Split(',')[0]}", o.Trace));
        Assert.Contains(outcomes, o => o.Message.Contains("'promts'", StringComparison.Ordinal));
        Assert.Contains(outcomes, o => o.Message.Contains("'fp17'", StringComparison.Ordinal));
    }

    private static ITestCase Find(string name) => FrontController.Discover(typeof(TwoSpecsSuite)).Single(c => c.DisplayName == name);
}
