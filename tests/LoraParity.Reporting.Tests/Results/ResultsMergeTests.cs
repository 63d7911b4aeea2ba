using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Running.Sharding;
using LoraParity.TestKit;

namespace LoraParity.Reporting.Tests.Results;

public sealed class ResultsMergeTests
{
    private const int Count = 5;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "loraparity-merge");

    private static readonly IReadOnlyList<ParityPlan> Suite = [Wide("one"), SamplePlans.Small(Folder) with { Name = "two", SpecPath = Path.Combine(Folder, "two.parity.yaml") }];

    private static readonly List<(string File, ResultsDocument Document)> Shards =
        [.. Enumerable.Range(1, Count).Select(i => ($"{i}.json", Part(i)))];

    [Fact]
    public void Merge_AllShardsInAnyOrder_IsTheWholeRunToTheBit()
    {
        var whole = ResultsJson.Serialize(ResultsBuilder.Build(Suite.Select(p => Run(p, null)), Folder, timings: false));

        Assert.Equal(whole, ResultsJson.Serialize(ResultsMerge.Merge(Shards)));
        Assert.Equal(whole, ResultsJson.Serialize(ResultsMerge.Merge([.. Enumerable.Reverse(Shards)])));
        Assert.Equal(whole, ResultsJson.Serialize(ResultsMerge.Merge([.. Shards.OrderBy(s => s.Document.Shard!.Index * 3 % Count)])));
    }

    [Fact]
    public void Merge_ShardsAsRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var read = Shards.Select(s =>
        {
            ResultsJson.Write(folder[s.File], s.Document);
            return (s.File, ResultsJson.Read(folder[s.File]));
        }).ToList();

        Assert.Equal(ResultsJson.Serialize(ResultsMerge.Merge(Shards)), ResultsJson.Serialize(ResultsMerge.Merge(read)));
    }

    [Fact]
    public void Merge_Timings_AreAddedUp()
    {
        var timed = Shards.Select(s => (s.File, s.Document with
        {
            Specs = [.. s.Document.Specs.Select(p => p with { Timings = new RunTimings(new Dictionary<string, double> { ["score"] = 2 }, 100 + s.Document.Shard!.Index) })],
        })).ToList();

        var timings = ResultsMerge.Merge(timed).Specs[0].Timings!;

        Assert.Equal(2.0 * Shards.Count(s => s.Document.Specs.Any(p => p.Name == "one")), timings.Stages["score"]);
        Assert.InRange(timings.PeakBytes, 101, 105);
    }

    [Fact]
    public void Merge_ShardMissing_IsNamed()
    {
        Refused("Shard 3 of 5 is missing: its process ended before it wrote its results, or its file was not named.", [.. Shards.Where(s => s.File != "3.json")]);
        Refused("Shards 1, 4 of 5 are missing: its process ended before it wrote its results, or its file was not named.", [.. Shards.Where(s => s.File is not ("1.json" or "4.json"))]);
    }

    [Fact]
    public void Merge_ShardTwice_IsNamed() => Refused("Shard 2 of 5 is there twice: '2.json' and 'copy.json'.", [.. Shards, ("copy.json", Shards[1].Document)]);

    [Fact]
    public void Merge_WholeRun_IsNoShard() => Refused(
        "'all.json' is no shard's result: it holds a whole run, made without --shard.", [("all.json", Shards[0].Document with { Shard = null })]);

    [Fact]
    public void Merge_OfDifferentRuns_IsRefused()
    {
        var other = Shards[1].Document;
        Refused(
            "'1.json' is one of 5 shards and '2.json' one of 4: they are of different runs.",
            Replace(other with { Shard = other.Shard! with { Count = 4 } }));
        Refused(
            "'1.json' and '2.json' ran different suites: the spec 'driftball.parity.yaml', its text or its selected variants are not the same in both.",
            Replace(other with { Shard = other.Shard! with { Specs = [other.Shard!.Specs[0] with { SpecSha256 = "x" }, other.Shard.Specs[1]] } }));
        Refused("'1.json' was written by 'loraparity 0.1.0' and '2.json' by 'loraparity 9.9.9': run all shards with one version.", Replace(other with { Tool = "loraparity 9.9.9" }));
    }

    [Fact]
    public void Merge_OfOtherFiles_NamesThem()
    {
        var spec = Shards[1].Document.Specs[0];
        var fingerprints = new Dictionary<string, string>(spec.Fingerprints) { ["base"] = "other" };

        Refused(
            "'base' of 'driftball.parity.yaml' is not the same in '1.json' and '2.json': run all shards on the same files.",
            Replace(Shards[1].Document with { Specs = [spec with { Fingerprints = fingerprints }, .. Shards[1].Document.Specs.Skip(1)] }));
    }

    [Fact]
    public void Merge_SplitDifferently_SaysSo()
    {
        var spec = Shards[1].Document.Specs[0];
        var (kept, lost) = (spec.Variants.Skip(1).ToList(), spec.Variants[0].Key);

        Refused(
            $"'{lost}' of 'driftball.parity.yaml' is in no shard's result: the shards were split differently. Give all of them the same specs, models and times.",
            Replace(Shards[1].Document with { Specs = [spec with { Variants = kept }, .. Shards[1].Document.Specs.Skip(1)] }));
    }

    private static List<(string, ResultsDocument)> Replace(ResultsDocument second) => [Shards[0], ("2.json", second), .. Shards.Skip(2)];

    private static void Refused(string message, IReadOnlyList<(string, ResultsDocument)> shards) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => ResultsMerge.Merge(shards)).Message);

    private static ResultsDocument Part(int index)
    {
        var shard = new Shard(index, Count, "test");
        var shares = ShardPlanner.Split(Suite, shard);
        var record = ShardRecord.Of(shard, Suite.Select(p => (p, (IReadOnlySet<CaseId>)Cases(p))), Folder);
        return ResultsBuilder.Build(Suite.Zip(shares).Where(s => s.Second.Count > 0).Select(s => Run(s.First, s.Second)), Folder, timings: false, record);
    }

    private static HashSet<CaseId> Cases(ParityPlan plan) => plan.Variants.SelectMany(v => plan.Prompts, (v, p) => new CaseId(v.Key, p.Id)).ToHashSet();

    private static RunResult Run(ParityPlan plan, IReadOnlySet<string>? share) =>
        ParityRunner.Run(plan, new ScriptedEngine(), new ParityRunOptions { Snapshots = false, Share = share }, CancellationToken.None);

    private static ParityPlan Wide(string name) => SamplePlans.Small(Folder) with
    {
        Name = name,
        Variants =
        [
            Variant.None(Precision.Bf16),
            Variant.None(Precision.Fp32),
            Variant.Attached(Precision.Fp32),
            Variant.Attached(Precision.Bf16),
            Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Bf16),
            Variant.Merged(Precision.Bf16, Precision.Bf16, Precision.Fp32),
            Variant.Merged(Precision.Fp16, Precision.Fp16, Precision.Fp16),
            Variant.FromCheckpoint("shipped", Precision.Bf16),
        ],
    };
}
