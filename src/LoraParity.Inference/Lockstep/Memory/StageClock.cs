using System.Diagnostics;
using LoraParity.Engines;
using Microsoft.Extensions.Logging;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>Where a run's time goes, and how far it is.</summary>
/// <param name="sink">Told of progress.</param>
/// <param name="logger">Told of stages.</param>
internal sealed class StageClock(ITraceSink sink, ILogger logger)
{
    private readonly Dictionary<string, double> _seconds = [];
    private readonly Stopwatch _watch = new();
    private string? _stage;
    private double _aside;

    /// <summary>Ends the stage before and begins one.</summary>
    public void Begin(string stage)
    {
        Close();
        _stage = stage;
        _aside = 0;
        _watch.Restart();
    }

    /// <summary>Does work that is counted under its own name and not under the stage's.</summary>
    public void Aside(string name, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            work();
        }
        finally
        {
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            _aside += seconds;
            _seconds[name] = _seconds.GetValueOrDefault(name) + seconds;
        }
    }

    /// <summary>Says how far the run is.</summary>
    public void Report(string what, double fraction) => sink.OnProgress(new RunProgress(what, fraction));

    /// <summary>Ends the run.</summary>
    public RunTimings End()
    {
        Close();
        Report("done", 1);
        using var process = Process.GetCurrentProcess();
        return new RunTimings(_seconds, process.PeakWorkingSet64);
    }

    private void Close()
    {
        if (_stage is null)
            return;
        var seconds = _watch.Elapsed.TotalSeconds;
        _seconds[_stage] = _seconds.GetValueOrDefault(_stage) + seconds - _aside;
        logger.LogInformation("Stage {Stage} took {Seconds:F3} s, {Aside:F3} s of them to read and derive weights.", _stage, seconds, _aside);
        _stage = null;
    }
}
