using LoraParity.TestKit;
using LoraParity.Xunit.Tests.Support;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Tests.TestCases;

public sealed class SerializationTests
{
    private readonly SpecFolder _folder = new("serialization");

    [Fact]
    public void Revive_EveryKindOfCase_IsTheSameCase()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());
        _folder.Write("b.parity.yaml", SampleSpecs.Driftball("b").Replace("version: 1", "version: 1\ntypo: 2", StringComparison.Ordinal));
        var cases = FrontController.Discover(typeof(SerializationSuite));

        var revived = cases.Select(FrontController.Revive).ToList();

        Assert.Equal(13, cases.Count);
        Assert.Equal(cases.Select(Facts), revived.Select(Facts));
        Assert.Equal(cases.Select(FrontController.Serialize), revived.Select(FrontController.Serialize));
    }

    [Fact]
    public void Revive_CasesOfOneSpec_ShareTheirCollection()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());

        var revived = FrontController.Discover(typeof(SerializationSuite)).Where(c => c.Traits.ContainsKey("spec")).Select(FrontController.Revive);

        Assert.Single(revived.Select(c => c.TestMethod.TestClass.TestCollection.UniqueID).Distinct());
    }

    private static string Facts(ITestCase c) => string.Join(
        " | ",
        c.DisplayName,
        c.UniqueID,
        c.SkipReason,
        c.SourceInformation?.FileName is { } file && file.EndsWith(".yaml", StringComparison.Ordinal) ? $"{file}:{c.SourceInformation.LineNumber}" : "",
        c.TestMethod.TestClass.TestCollection.DisplayName,
        string.Join(' ', c.Traits.Select(t => $"{t.Key}={string.Join(',', t.Value)}").Order(StringComparer.Ordinal)));
}

internal sealed class SerializationSuite
{
    [ParitySpec("suites/serialization/*.parity.yaml", "suites/serialization/none.yaml")]
    public void Specs()
    {
    }
}
