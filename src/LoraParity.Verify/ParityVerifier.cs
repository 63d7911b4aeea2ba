using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Verification;

/// <summary>
/// <c>await Verify(trace)</c>: the overload for traces. With <c>using static</c> beside Verify's own, which the package adds where
/// implicit usings are on, the compiler picks it by itself.
/// </summary>
public static class ParityVerifier
{
    /// <summary>
    /// Options for runs whose traces are verified: the built-in store stays out of it, and specs with <c>logits: full</c> keep their
    /// rows in the output folder until they are verified.
    /// </summary>
    public static ParityRunOptions RunOptions { get; } = new()
    {
        Snapshots = false,
        LogitsFolder = Path.Combine(AppContext.BaseDirectory, "loraparity.logits"),
    };

    /// <summary>
    /// Holds a trace against its approved snapshot in the spec's folder of snapshots: the file that the built-in store reads and
    /// writes, compared with the tolerance of the case. Scrubbers do not apply.
    /// </summary>
    /// <param name="trace">A trace of a run, from <see cref="Comparison.CaseResult.Trace"/>.</param>
    /// <param name="settings">The test's settings; directory and file name come from the spec.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <exception cref="Diagnostics.InputException">The trace belongs to no case, or the run kept no full logits where the spec wants them.</exception>
    [Pure]
    public static SettingsTask Verify(Trace trace, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
    {
        var snapshot = new CaseSnapshot(trace);
        return Verifier.Verify(Targets(snapshot), Settings(snapshot, settings), sourceFile);
    }

    private static List<Target> Targets(CaseSnapshot snapshot)
    {
        var targets = new List<Target> { new("json", snapshot.Text) };
        if (snapshot.RowsPath is { } rows)
            targets.Add(new Target("safetensors", File.OpenRead(rows), performConversion: false));
        return targets;
    }

    private static VerifySettings Settings(CaseSnapshot snapshot, VerifySettings? given)
    {
        var comparison = new SnapshotComparison(snapshot);
        var settings = new VerifySettings(given);
        settings.UseDirectory(snapshot.Directory);
        settings.UseFileName(snapshot.Name);
        settings.DisableRequireUniquePrefix();
        settings.DisableScrubbers();
        settings.UseStringComparer(comparison.TextAsync, "json");
        settings.UseStreamComparer(comparison.RowsAsync, "safetensors");
        settings.OnFirstVerify((file, _, _) => comparison.WriteAsync(file));
        settings.OnVerifyMismatch((file, _, _) => comparison.WriteAsync(file));
        return settings;
    }
}
