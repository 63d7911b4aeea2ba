using LoraParity.Comparison;

namespace LoraParity.Running;

/// <summary>Runs one plan on an engine and judges every case.</summary>
public static class ParityRunner
{
    /// <summary>Runs the plan once, measures every variant against the reference as the logits come, and compares with the approved snapshots.</summary>
    /// <param name="plan">A valid spec.</param>
    /// <param name="engine">Runs it; not disposed.</param>
    /// <param name="options">Which cases, and what happens to snapshots.</param>
    /// <param name="cancellationToken">Handed to the engine.</param>
    /// <exception cref="Diagnostics.InputException">A file of the model, adapter or snapshots cannot be used.</exception>
    /// <exception cref="Diagnostics.ParityEnvironmentException">This machine cannot run the plan.</exception>
    public static SpecResult Run(ParityPlan plan, IParityEngine engine, ParityRunOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"'{plan.Name}' cannot run on '{engine.Name}': the comparison is not built yet ({options}, {cancellationToken}).");
}
