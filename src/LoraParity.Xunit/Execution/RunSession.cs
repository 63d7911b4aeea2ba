using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LoraParity.Diagnostics;
using LoraParity.Xunit.Discovery;

namespace LoraParity.Xunit.Execution;

/// <summary>The specs of one run of the test framework, each read and run once for all its cases.</summary>
/// <remarks>
/// The framework gives all cases of one run the same cancellation source, so that object names the run. An IDE keeps the
/// process for the next run: that one gets its own session and sees weights and specs as they are then. The garbage
/// collector takes a session with its run.
/// </remarks>
internal sealed class RunSession
{
    private static readonly ConditionalWeakTable<CancellationTokenSource, RunSession> Sessions = [];

    private readonly Dictionary<(string Path, string Hash), SharedSpec> _specs = [];

    /// <summary>The session of a run of the framework.</summary>
    public static RunSession Of(CancellationTokenSource frameworkRun) => Sessions.GetValue(frameworkRun, _ => new RunSession());

    /// <summary>A spec as its file is now: one object for every case that finds the same text.</summary>
    /// <exception cref="InputException">The file is gone or has errors.</exception>
    public SharedSpec Open(SpecFile file)
    {
        if (!File.Exists(file.FullPath))
            throw new InputException($"The spec '{file.RelativePath}' was there when tests were discovered and is gone. {SharedSpec.Rediscover}");

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullPath)));
        lock (_specs)
        {
            if (!_specs.TryGetValue((file.FullPath, hash), out var spec))
                _specs[(file.FullPath, hash)] = spec = new SharedSpec(file);
            return spec;
        }
    }
}
