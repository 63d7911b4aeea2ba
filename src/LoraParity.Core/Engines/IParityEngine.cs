namespace LoraParity.Engines;

/// <summary>Runs a whole request at once and hands everything measured to a sink.</summary>
public interface IParityEngine : IDisposable
{
    /// <summary>The engine's name, for example <c>cpu</c>.</summary>
    string Name { get; }

    /// <summary>What the engine's arithmetic depends on beside its input: traces of another build are not taken for this one's.</summary>
    string Build => GetType().Module.ModuleVersionId.ToString("N");

    /// <summary>What <see cref="ITraceSink.OnStart"/> would be told, without running anything, so that traces of earlier runs can be found.</summary>
    /// <param name="request">As for <see cref="Run"/>.</param>
    /// <param name="progress">Told how far that is, where it takes long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The layout; null where the engine cannot tell: then every run computes everything.</returns>
    /// <exception cref="Diagnostics.InputException">A file of the model or adapter cannot be used.</exception>
    RunLayout? Describe(RunRequest request, Action<RunProgress> progress, CancellationToken cancellationToken) => null;

    /// <summary>Runs the request to its end; returns when the sink has seen everything.</summary>
    /// <param name="request">All variants and prompts.</param>
    /// <param name="sink">Receives layout, tokens, logits; called from one thread at a time.</param>
    /// <param name="cancellationToken">Checked at least once per layer and decoding step.</param>
    /// <exception cref="Diagnostics.InputException">A file of the model or adapter cannot be used.</exception>
    /// <exception cref="Diagnostics.ParityEnvironmentException">This machine cannot run the request.</exception>
    void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken);
}
