using System.Diagnostics;
using LoraParity.Engines;

namespace LoraParity.Cli.Benching;

/// <summary>An engine whose sink is timed, so that measuring drift and computing logits are told apart.</summary>
/// <param name="inner">The engine; it belongs to the caller.</param>
internal sealed class TimedEngine(IParityEngine inner) : IParityEngine
{
    private readonly Stopwatch _watch = new();

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <summary>Seconds that the sink took.</summary>
    public double SinkSeconds => _watch.Elapsed.TotalSeconds;

    /// <inheritdoc />
    public void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken) =>
        inner.Run(request, new Sink(sink, _watch), cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Sink(ITraceSink inner, Stopwatch watch) : ITraceSink
    {
        public void OnStart(RunLayout layout) => inner.OnStart(layout);

        public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens) => inner.OnTokens(variant, prompt, tokens);

        public void OnLogits(in LogitsBlock block)
        {
            watch.Start();
            inner.OnLogits(block);
            watch.Stop();
        }

        public void OnHidden(in HiddenBlock block)
        {
            watch.Start();
            inner.OnHidden(block);
            watch.Stop();
        }

        public void OnWeights(WeightSurvival survival) => inner.OnWeights(survival);

        public void OnProgress(RunProgress progress) => inner.OnProgress(progress);

        public void OnEnd(RunTimings timings) => inner.OnEnd(timings);
    }
}
