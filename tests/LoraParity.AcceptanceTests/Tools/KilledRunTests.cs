using System.Diagnostics;
using System.Globalization;
using LoraParity.Reporting.Results;
using LoraParity.Snapshots;

namespace LoraParity.AcceptanceTests.Tools;

/// <summary>Kills runs at random moments. LORAPARITY_KILLS sets how many; the default keeps the suite short.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Spec = "driftball-rslora.parity.yaml";
    private readonly ExampleCopy _example = new();
    private readonly Random _random = new(20261122);

    public void Dispose() => _example.Dispose();

    [Fact]
    public void Run_KilledAtRandomMoments_LeavesNothingHalfAndTheNextCompletes()
    {
        ForgetSnapshots();
        var length = Complete("whole.json", ["--no-cache"]);
        var kills = int.Parse(Environment.GetEnvironmentVariable("LORAPARITY_KILLS") ?? "4", CultureInfo.InvariantCulture);
        for (var kill = 0; kill < kills; kill++)
        {
            Kill(kill % 2 == 0 ? ["--update", "all"] : [], length * _random.NextDouble());
            NothingIsHalf();
            if (kill % 4 == 3)
                Forget();
        }

        Complete("after.json", []);
        NothingIsHalf();
        Assert.Equal(File.ReadAllBytes(_example["whole.json"]), File.ReadAllBytes(_example["after.json"]));
    }

    private void Kill(string[] arguments, TimeSpan after)
    {
        using var process = Tool.Start(_example.Folder, _example["cache"], ["run", Spec, "--results", "killed.json", .. arguments]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(after))
            process.Kill();
        process.WaitForExit();
    }

    // Snapshots are the approved ones of the example or not there; results are whole or not there.
    private void NothingIsHalf()
    {
        foreach (var snapshot in Directory.EnumerateFiles(_example["snapshots"], "*.verified.json"))
        {
            var approved = Path.Combine(ExampleCopy.Approved, Path.GetFileName(snapshot));
            Assert.Equal(SnapshotStore.Load(approved)!.Logits!.Sha256, SnapshotStore.Load(snapshot)!.Logits!.Sha256);
        }

        foreach (var received in Directory.EnumerateFiles(_example["snapshots"], "*.received.json"))
            Assert.NotNull(SnapshotStore.Load(received));
        if (File.Exists(_example["killed.json"]))
            Assert.Single(ResultsJson.Read(_example["killed.json"]).Specs);
    }

    private void Forget()
    {
        // A run that is killed early has written nothing.
        if (Directory.Exists(_example["cache"]))
            Directory.Delete(_example["cache"], recursive: true);
        ForgetSnapshots();
    }

    private void ForgetSnapshots()
    {
        foreach (var file in Directory.EnumerateFiles(_example["snapshots"]))
            File.Delete(file);
    }

    private TimeSpan Complete(string results, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var (code, output) = Tool.Run(_example.Folder, _example["cache"], ["run", Spec, "--update", "missing", "--no-timings", "--results", "first.json", .. arguments]);
        var length = clock.Elapsed;
        Assert.True(code == 0, output);

        // Now that all snapshots are there, the run says the same whatever was there before.
        Assert.Equal(0, Tool.Run(_example.Folder, _example["cache"], ["run", Spec, "--no-timings", "--results", results, .. arguments]).Code);
        return length;
    }
}
