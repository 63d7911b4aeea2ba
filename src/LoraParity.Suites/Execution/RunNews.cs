using System.Globalization;
using LoraParity.Engines;

namespace LoraParity.Suites.Execution;

/// <summary>Writes a run's progress in lines for the case that waits for it.</summary>
internal sealed class RunNews(IProgress<string> lines) : IProgress<RunProgress>
{
    private (string Stage, int Percent) _last;

    /// <inheritdoc />
    public void Report(RunProgress value)
    {
        var now = (value.Stage, (int)(value.Fraction * 100));
        if (now == _last)
            return;

        _last = now;
        lines.Report(string.Create(CultureInfo.InvariantCulture, $"{now.Item2,3} % {value.Stage}"));
    }
}
