using LoraParity.Diagnostics;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Running.Sharding;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Running.Sharding;

public sealed class ShardPlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void Split_AnyCount_GivesEachVariantToOneShard(int count)
    {
        var plans = new[] { Plan("a", 1), Plan("b", 5), Plan("c", 2) };

        var all = Enumerable.Range(1, count).SelectMany(i => Keys(plans, i, count)).ToList();

        Assert.Equal(plans.SelectMany(p => p.Variants.Select(v => $"{p.Name} {v.Key}")).Order(), all.Order());
    }

    [Fact]
    public void Split_PlansInAnotherOrder_IsTheSame()
    {
        var plans = new[] { Plan("a", 3), Plan("b", 1), Plan("c", 3) };

        Assert.Equal(Keys(plans, 2, 3).Order(), Keys([plans[2], plans[0], plans[1]], 2, 3).Order());
    }

    [Fact]
    public void Split_OneDearSpecAndCheapOnes_PutsTheCheapOnesTogether()
    {
        var plans = new[] { Plan("dear", 1000), Plan("cheap", 1), Plan("cheaper", 1) };

        var owners = Enumerable.Range(1, 2).Select(i => Keys(plans, i, 2).Count(k => k.StartsWith("dear", StringComparison.Ordinal))).ToList();

        Assert.Equal([2, 2], owners);
    }

    [Fact]
    public void Split_BasesOnAHub_CountAsTheOthersDo()
    {
        var known = _folder.Write("base/model.safetensors", new string('x', 2000));
        var plans = new[] { OnHub("a"), OnHub("b"), One("c") with { BasePath = Path.GetDirectoryName(known)! } };

        Assert.Equal(["a attached.fp32", "c attached.fp32"], Keys(plans, 1, 2));
        Assert.Equal(["b attached.fp32"], Keys(plans, 2, 2));

        ParityPlan One(string name) => Plan(name, 1) with { Variants = [Variant.Attached(Precision.Fp32)] };
        ParityPlan OnHub(string name) => One(name) with { BasePath = $"acme/{name}@main" };
    }

    [Fact]
    public void Split_EarlierTimes_DecideInsteadOfTheEstimate()
    {
        var plans = new[] { Plan("a", 1000), Plan("b", 1) };
        var times = _folder.Write("results.json", """
            {"specs": [
              {"name": "a", "variants": [1, 2, 3, 4], "timings": {"stages": {"load": 0.001, "score": 0.006}}},
              {"name": "b", "variants": [1, 2, 3, 4], "timings": {"stages": {"load": 100, "score": 600}}}]}
            """);

        var estimated = Keys(plans, 1, 2).Concat(["|"]).Concat(Keys(plans, 2, 2)).ToList();
        var measured = Enumerable.Range(1, 2).Select(i => ShardPlanner.Split(plans, new Shard(i, 2, "test"), MeasuredTimes.Read(times))).ToList();

        Assert.Equal(2, estimated.TakeWhile(k => k != "|").Count(k => k[0] == 'a'));
        Assert.All(measured, share => Assert.Equal(2, share[1].Count));
    }

    [Fact]
    public void Times_OfNoResults_AreRefused() => Assert.Equal(
        $"The file '{_folder.Write("x.json", "[]")}' is no results.json, so no times can be taken from it: give one that 'loraparity run --results' wrote, or none.",
        Assert.Throws<InputException>(() => MeasuredTimes.Read(_folder["x.json"])).Message);

    [Fact]
    public void Run_Shares_MeasureEachCaseAsOneRunDoes()
    {
        var plan = SamplePlans.Small(_folder.Path);
        var options = new ParityRunOptions { Snapshots = false };
        var whole = ParityRunner.Run(plan, new ScriptedEngine(), options, CancellationToken.None);

        foreach (var variant in plan.Variants.Select(v => v.Key))
        {
            var part = ParityRunner.Run(plan, new ScriptedEngine(), options with { Share = new HashSet<string> { variant } }, CancellationToken.None);

            Assert.Equal(whole.Cases.Where(c => c.Variant.Key == variant).Select(c => c.Message), part.Cases.Select(c => c.Message));
            Assert.Equal(whole.Weights.Where(w => w.Variant == variant), part.Weights);
        }
    }

    private static IEnumerable<string> Keys(ParityPlan[] plans, int index, int count) => ShardPlanner
        .Split(plans, new Shard(index, count, "test")).SelectMany((share, p) => share.Select(v => $"{plans[p].Name} {v}"));

    private ParityPlan Plan(string name, int tokens)
    {
        var plan = SamplePlans.Small(_folder.Path);
        return plan with { Name = name, Prompts = [plan.Prompts[1] with { MaxNewTokens = tokens }] };
    }
}
