using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Specs;
using LoraParity.Suites.Discovery;

namespace LoraParity.Suites.Execution;

/// <summary>One text of a spec and its run, which the first case starts and all others wait for.</summary>
internal sealed class SharedSpec(SpecFile file)
{
    /// <summary>What to do when discovery is out of date.</summary>
    public const string Rediscover = "Rediscover the tests: build the project, or run 'dotnet test' again.";

    private readonly Lock _gate = new();
    private readonly Lazy<ParityPlan> _plan = new(() => SpecReader.Read(file.FullPath).PlanOrThrow());
    private HashSet<CaseKey>? _keys;
    private Task<SpecRun>? _run;

    /// <summary>The plan.</summary>
    /// <exception cref="InputException">The spec has errors.</exception>
    public ParityPlan Plan => _plan.Value;

    /// <summary>The run that holds a case. It selects all cases that are known to run; a case that it did not select starts another.</summary>
    /// <exception cref="InputException">The case is not in the spec any more, or the model or adapter cannot be used.</exception>
    /// <exception cref="ParityEnvironmentException">This machine cannot run the spec.</exception>
    public async Task<SpecRun> RunAsync(CaseRequest request)
    {
        if (!Plans(request.Key))
            throw new InputException(Vanished(request));

        var run = Started(null, request);
        var held = await run;
        return held.Holds(request.Key) ? held : await Started(run, request);
    }

    private bool Plans(CaseKey key)
    {
        lock (_gate)
            return (_keys ??= [.. PlannedCase.Of(Plan).Select(planned => planned.Key)]).Contains(key);
    }

    private Task<SpecRun> Started(Task<SpecRun>? unfit, CaseRequest request)
    {
        lock (_gate)
        {
            if (_run is null || _run == unfit)
                _run = SpecStarter.RunAsync(Plan, request);
            return _run;
        }
    }

    private string Vanished(CaseRequest request)
    {
        var change = Plan.SpecHash == request.SpecHash ? "What it refers to" : "It";
        return $"The spec '{file.RelativePath}' has no case '{request.Key.DisplayName}' any more. {change} was edited after tests were discovered. {Rediscover}";
    }
}
