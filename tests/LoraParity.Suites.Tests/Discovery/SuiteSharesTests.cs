using LoraParity.Suites.Discovery;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests.Discovery;

public sealed class SuiteSharesTests
{
    private static readonly string[] Keys = ["attached.fp32", "attached.bf16", "attached.fp16", "merged.bf16.bf16.bf16"];

    [Fact]
    public void Of_NoVariables_IsEverything()
    {
        var share = Assert.Single(SuiteShares.Of([SamplePlans.Small("/x")], _ => null, out var problem));

        Assert.Null(problem);
        Assert.All(Keys, key => Assert.True(share.Holds(key)));
    }

    [Fact]
    public void Of_Shards_TogetherPlanEveryCaseOnce()
    {
        var plan = SamplePlans.Small("/x");

        var planned = Enumerable.Range(1, 4).SelectMany(i => PlannedCase.Of(plan, Share(i))).Select(c => c.Key.DisplayName).ToList();

        Assert.Equal(PlannedCase.Of(plan).Select(c => c.Key.DisplayName).Order(), planned.Order());
    }

    [Fact]
    public void Of_ShardWithoutMerges_PlansNoWeights()
    {
        var shares = Enumerable.Range(1, 4).Select(Share).ToList();

        Assert.Single(shares, s => PlannedCase.Of(SamplePlans.Small("/x"), s).Any(c => c.Key == CaseKey.Weights));
    }

    [Fact]
    public void Of_WrongVariable_IsOneProblemAndLeavesNothingOut()
    {
        var shares = SuiteShares.Of([SamplePlans.Small("/x")], name => name == "LORAPARITY_SHARD" ? "9/8" : null, out var problem);

        Assert.Equal("LORAPARITY_SHARD is '9/8' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.", problem!.Message);
        Assert.Equal(9, PlannedCase.Of(SamplePlans.Small("/x"), shares[0]).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b\nc.d")]
    public void Parse_WhatSerializeWrote_IsTheSame(string? text) => Assert.Equal(text, SpecShare.Parse(text).Serialize());

    private static SpecShare Share(int index) =>
        SuiteShares.Of([SamplePlans.Small("/x")], name => name == "LORAPARITY_SHARD" ? $"{index}/4" : null, out _)[0];
}
