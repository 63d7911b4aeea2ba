using LoraParity.Specs;
using LoraParity.Suites.Discovery;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests.Discovery;

public sealed class PlannedCaseTests
{
    [Fact]
    public void Of_PlanWithoutMerge_HasNoCaseOfWeights()
    {
        var spec = SampleSpecs.Driftball().Replace("  merged:", "  # merged:", StringComparison.Ordinal);

        var planned = PlannedCase.Of(SpecReader.Parse(spec, "a.parity.yaml").PlanOrThrow()).ToList();

        Assert.Equal(6, planned.Count);
        Assert.DoesNotContain(CaseKey.Weights, planned.Select(c => c.Key));
    }
}
