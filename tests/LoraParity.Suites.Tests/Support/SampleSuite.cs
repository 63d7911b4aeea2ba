using LoraParity.TestKit;
using LoraParity.TestKit.Rehearsals;

namespace LoraParity.Suites.Tests.Support;

/// <summary>A project with the one spec <c>driftball.parity.yaml</c>, its approved snapshots and a rehearsed engine.</summary>
internal sealed class SampleSuite : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleSuite()
    {
        Engine = RehearsedEngine.Expect(Project);
        Write(SampleSpecs.Driftball());
    }

    /// <summary>What the engine does and was asked.</summary>
    public Rehearsal Engine { get; }

    /// <summary>The project's folder.</summary>
    public string Project => _folder.Path;

    /// <summary>The spec's path.</summary>
    public string Spec => _folder["driftball.parity.yaml"];

    /// <summary>The folder of snapshots.</summary>
    public string Snapshots => _folder["snapshots"];

    /// <summary>Replaces the spec.</summary>
    public void Write(string yaml) => File.WriteAllText(Spec, yaml);

    /// <summary>The suite's tests in this process, none of them noted.</summary>
    public IReadOnlyList<SuiteTest> Discover() => SpecSuite.Read(Project, ["*.parity.yaml"]).Tests;

    /// <summary>The tests as they arrive in the process that runs them.</summary>
    public IReadOnlyList<SuiteTest> Revive(IEnumerable<SuiteTest> tests)
    {
        var revived = tests.Select(test => SuiteTest.Parse(test.Serialize(), Project)).ToList();
        revived.ForEach(test => test.NoteSelected());
        return revived;
    }

    /// <summary>Runs the selected tests as an adapter does: from their serialized form, in one session.</summary>
    public Task<Dictionary<string, TestVerdict>> RunAsync(Func<SuiteTest, bool>? selected = null, TestRunOptions? options = null) =>
        RunAsync(Revive(Discover().Where(selected ?? (_ => true))), options);

    /// <summary>Runs tests in one session.</summary>
    public static async Task<Dictionary<string, TestVerdict>> RunAsync(IEnumerable<SuiteTest> tests, TestRunOptions? options = null)
    {
        var session = new SuiteSession();
        var verdicts = new Dictionary<string, TestVerdict>(StringComparer.Ordinal);
        foreach (var test in tests)
            verdicts.Add(test.Name, await session.RunAsync(test, options));
        return verdicts;
    }

    /// <summary>Runs once and approves what was received.</summary>
    public async Task ApproveAsync()
    {
        await RunAsync();
        foreach (var received in Directory.GetFiles(Snapshots, "*.received.*"))
            File.Move(received, received.Replace(".received.", ".verified.", StringComparison.Ordinal));
        Engine.Requests.Clear();
    }

    public void Dispose() => _folder.Dispose();
}
