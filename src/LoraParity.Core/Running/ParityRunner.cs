using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;
using LoraParity.Running.Resuming;
using LoraParity.Snapshots;

namespace LoraParity.Running;

/// <summary>Runs one plan on an engine and judges every case.</summary>
public static class ParityRunner
{
    /// <summary>Runs the plan once, measures every variant against the reference as the logits come, and compares with the approved snapshots.</summary>
    /// <param name="plan">A valid spec.</param>
    /// <param name="engine">Runs it; not disposed.</param>
    /// <param name="options">Which cases, and what happens to snapshots.</param>
    /// <param name="cancellationToken">Handed to the engine.</param>
    /// <exception cref="InputException">A file of the model or adapter cannot be used, or snapshots would be approved on a build server.</exception>
    /// <exception cref="ParityEnvironmentException">This machine cannot run the plan, or snapshots would be approved of a run that it cannot repeat.</exception>
    public static RunResult Run(ParityPlan plan, IParityEngine engine, ParityRunOptions options, CancellationToken cancellationToken)
    {
        Check(plan, options);
        if (options.Snapshots)
            new SnapshotStore(plan.Snapshots.Directory, options.ContinuousIntegration).RemoveAbandoned();
        var design = new RunDesign(plan, options);
        using var recorder = new TraceRecorder(plan, design, options);
        if (CachedRun.TryBegin(plan, design, options, engine, cancellationToken) is { } cached)
            cached.Complete(recorder, cancellationToken);
        else
            engine.Run(design.Request, recorder, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (options is { Snapshots: true, Update: not SnapshotUpdate.None })
            new RepeatedRun(design, recorder, options).Require(plan, engine, cancellationToken);
        return new RunJudge(plan, design, recorder, options).Result(engine.Name);
    }

    private static void Check(ParityPlan plan, ParityRunOptions options)
    {
        SnapshotNames.Check(plan);
        if (options is { ContinuousIntegration: true, Update: not SnapshotUpdate.None })
        {
            throw new InputException(
                $"Snapshots of '{plan.Name}' are not approved with update mode '{options.Update.ToString().ToLowerInvariant()}': this is a build server. "
                + "Approve them on a developer's machine and commit them.");
        }
    }
}
