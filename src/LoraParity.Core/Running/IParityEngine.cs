namespace LoraParity.Running;

/// <summary>Runs a whole request at once and hands everything measured to a sink.</summary>
public interface IParityEngine : IDisposable
{
    /// <summary>The engine's name, for example <c>cpu</c>.</summary>
    string Name { get; }

    /// <summary>Runs the request to its end; returns when the sink has seen everything.</summary>
    /// <param name="request">All variants and prompts.</param>
    /// <param name="sink">Receives layout, tokens, logits; called from one thread at a time.</param>
    /// <param name="cancellationToken">Checked at least once per layer and decoding step.</param>
    /// <exception cref="Diagnostics.InputException">A file of the model or adapter cannot be used.</exception>
    /// <exception cref="Diagnostics.ParityEnvironmentException">This machine cannot run the request.</exception>
    void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken);
}
