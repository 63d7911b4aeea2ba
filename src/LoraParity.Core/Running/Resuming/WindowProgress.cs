using LoraParity.Engines;

namespace LoraParity.Running.Resuming;

/// <summary>Passes the progress of a window of prompts on as a part of the whole run's.</summary>
/// <param name="whole">Told of the whole run; null for nobody.</param>
/// <param name="done">Prompts before the window.</param>
/// <param name="window">Prompts of the window.</param>
/// <param name="all">Prompts of the run.</param>
internal sealed class WindowProgress(IProgress<RunProgress>? whole, int done, int window, int all) : IProgress<RunProgress>
{
    /// <inheritdoc />
    public void Report(RunProgress value) => whole?.Report(value with { Fraction = (done + (value.Fraction * window)) / all });
}
