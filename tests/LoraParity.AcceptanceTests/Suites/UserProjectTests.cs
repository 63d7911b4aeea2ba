using System.Text.RegularExpressions;

namespace LoraParity.AcceptanceTests.Suites;

public sealed class UserProjectTests(UserProject project) : IClassFixture<UserProject>
{
    [Fact]
    public void Test_ProjectWithoutCode_RunsEveryCaseOfEverySpec()
    {
        string[] cases =
        [
            "attached.bf16 › one", "attached.bf16 › two", "attached.fp32 › one", "attached.fp32 › two",
            "merged.bf16.bf16.bf16 › one", "merged.bf16.bf16.bf16 › two", "weights",
        ];

        var expected = new[] { "byte", "gpu", "line", "steady", "tensor" }.SelectMany(spec => cases.Select(c => $"{spec} › {c}"));

        Assert.Equal(expected, project.First.Keys);
    }

    [Fact]
    public void Test_NothingApprovedYet_FailsAndSaysHowToApprove()
    {
        var result = project.First["steady › attached.fp32 › one"];

        Assert.Equal("Failed", result.Outcome);
        Assert.Equal(
            $"""
            steady › attached.fp32 › one has no approved snapshot.
            Do       Look at the received snapshot; if it is right, approve it: loraparity accept, or rename it to the verified name.
            Directory: {project["snapshots", "steady"]}
            New:
              - Received: steady.attached.fp32.one.received.json
                Verified: steady.attached.fp32.one.verified.json
            """.ReplaceLineEndings("\n"),
            result.Message);
        Assert.Equal($"   at steady › attached.fp32 › one in {project["specs", "steady.parity.yaml"]}:line 11", result.Trace);
    }

    [Fact]
    public void Test_EverythingApproved_PassesWithItsReportAndTheEnginesLog()
    {
        var results = project.Second.Values.Where(r => r.Name.StartsWith("steady › ", StringComparison.Ordinal)).ToList();

        Assert.Equal(7, results.Count);
        Assert.All(results, r => Assert.Equal(("Passed", ""), (r.Outcome, r.Message)));
        var output = project.Second["steady › merged.bf16.bf16.bf16 › two"].Output;
        Assert.StartsWith("steady › merged.bf16.bf16.bf16 › two holds.\n", output, StringComparison.Ordinal);
        Assert.Contains("LockstepEngine: Stage score took ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_InTwoShards_RunsEveryCaseOnce()
    {
        var shards = new[] { "1/2", "2/2" }.Select(s => project.Test("spec=steady", KeyValuePair.Create("LORAPARITY_SHARD", s))).ToList();

        Assert.All(shards, s => Assert.InRange(s.Count, 1, 6));
        Assert.All(shards.SelectMany(s => s.Values), r => Assert.Equal("Passed", r.Outcome));
        Assert.Equal(project.Second.Keys.Where(k => k.StartsWith("steady › ", StringComparison.Ordinal)), shards.SelectMany(s => s.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Test_DeviceThatIsNotHere_SkipsWithTheReason()
    {
        var results = project.Second.Values.Where(r => r.Name.StartsWith("gpu › ", StringComparison.Ordinal)).ToList();

        Assert.Equal(7, results.Count);
        Assert.All(results, r => Assert.Equal("NotExecuted", r.Outcome));
        Assert.All(results, r => Assert.StartsWith(
            "No engine can run engine 'auto' on device 'cuda' on this machine.", r.Message + r.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Test_OneByteOfASnapshotBroken_SaysWhichFileAndWhatToDo()
    {
        var result = project.Second["byte › attached.fp32 › one"];

        Assert.Equal("Failed", result.Outcome);
        Assert.StartsWith(
            $"""
            byte › attached.fp32 › one has an approved snapshot that cannot be used.
            Snapshot The snapshot '{project["snapshots", "byte", "byte.attached.fp32.one.verified.json"]}' cannot be used: line 1, column 1 is not valid JSON. Restore it from version control, or delete it and run again to make a new one.

            """.ReplaceLineEndings("\n"),
            result.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Test_OneDigitOfASnapshotOther_SaysThatItWasEdited()
    {
        var result = project.Second["byte › attached.fp32 › two"];

        Assert.Equal("Failed", result.Outcome);
        Assert.Matches(
            "^byte › attached.fp32 › two has an approved snapshot that cannot be used.\n"
            + $"Snapshot The snapshot '{Regex.Escape(project["snapshots", "byte", "byte.attached.fp32.two.verified.json"])}' cannot be used: "
            + "its content does not match the checksum in line \\d+: it was damaged or edited by hand. "
            + "Restore it from version control, or delete it and run again to make a new one.\n",
            result.Message);
    }

    [Fact]
    public void Test_OneTensorOfTheAdapterBroken_SaysThatTheAdapterChanged()
    {
        var result = project.Second["tensor › attached.bf16 › one"];

        Assert.All(
            project.Second.Values.Where(r => r.Name.StartsWith("tensor › ", StringComparison.Ordinal) && r.Name != "tensor › weights"),
            r => Assert.Equal("Failed", r.Outcome));
        Assert.StartsWith("tensor › attached.bf16 › one differs from its approved snapshot.\n", result.Message, StringComparison.Ordinal);
        Assert.Contains("\nSnapshot ", result.Message, StringComparison.Ordinal);
        Assert.Matches(@"Likely reason: 'adapter' changed since the snapshot was approved, SHA-256 \w{8} then, \w{8} now\.\n", result.Message);
    }

    [Fact]
    public void Test_OneLineOfTheSpecBroken_SaysWhereAndWhatIsExpected()
    {
        var path = project["specs", "line.parity.yaml"];

        var result = project.Second["specs/line.parity.yaml(7,20)"];

        Assert.Equal("Failed", result.Outcome);
        Assert.Equal($"{path}(7,20): 'matrix.merged.merge[0]' must be fp32, bf16 or fp16, not 'bf61'; the nearest is 'bf16'.", result.Message);
        Assert.Equal($"   at specs/line.parity.yaml(7,20) in {path}:line 7", result.Trace);
        Assert.DoesNotContain(project.Second.Keys, name => name.StartsWith("line › ", StringComparison.Ordinal));
    }

    [Fact]
    public void Test_FilterByTraits_RunsThoseCasesOnly()
    {
        var results = project.Test("spec=steady&application=merged&merge=bf16&compute=bf16&prompt=two");

        Assert.Equal(["steady › merged.bf16.bf16.bf16 › two"], results.Keys);
        Assert.Equal("Passed", results.Values.Single().Outcome);
    }

    [Fact]
    public void List_Discovery_LoadsNoEngine()
    {
        var folder = Directory.CreateDirectory(project["loaded"]).FullName;

        var listed = project.List(new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(UserProject).Assembly.Location,
            [StartupHook.Folder] = folder,
        });

        Assert.Contains("steady › merged.bf16.bf16.bf16 › two", listed, StringComparison.Ordinal);
        var host = Directory.GetFiles(folder).Select(File.ReadAllLines).Single(loaded => loaded.Contains("LoraParity.Xunit"));
        Assert.Contains("LoraParity.Suites", host);
        Assert.Contains("LoraParity.Specs", host);
        Assert.DoesNotContain("LoraParity.Inference", host);
        Assert.DoesNotContain("TorchSharp", host);
    }

    [Fact]
    public void Build_Specs_AreCopiedToTheOutput() =>
        Assert.True(File.Exists(project["bin", "Debug", "net10.0", "specs", "steady.parity.yaml"]));
}
