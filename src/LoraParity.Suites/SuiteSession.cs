using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LoraParity.Diagnostics;
using LoraParity.Suites.Discovery;
using LoraParity.Suites.Execution;

namespace LoraParity.Suites;

/// <summary>One run of a test framework: each spec is read and run once for all its tests.</summary>
/// <remarks>
/// An IDE keeps the process for the next run: that one needs its own session, so that it sees weights and specs as they are then.
/// </remarks>
public sealed class SuiteSession
{
    private static readonly ConditionalWeakTable<object, SuiteSession> Sessions = [];

    private readonly Dictionary<(string Path, string Hash), SharedSpec> _specs = [];

    /// <summary>The session of a framework's run, named by an object that all tests of the run and no others are given.</summary>
    /// <remarks>The garbage collector takes the session with that object.</remarks>
    public static SuiteSession Of(object frameworkRun) => Sessions.GetValue(frameworkRun, static _ => new SuiteSession());

    /// <summary>Judges a test, running its spec if no test of the session did before.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<TestVerdict> RunAsync(SuiteTest test, TestRunOptions? options = null) => test.JudgeAsync(this, options ?? new TestRunOptions());

    /// <summary>A spec as its file is now: one object for every case that finds the same text.</summary>
    /// <exception cref="InputException">The file is gone or has errors.</exception>
    internal SharedSpec Open(SpecFile file)
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
