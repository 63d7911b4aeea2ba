using System.Globalization;
using LoraParity.Engines;

namespace LoraParity.Xunit.Execution;

/// <summary>Passes a run's progress on as live output of the case that waits for it.</summary>
internal sealed class RunNews(CaseContext context) : IProgress<RunProgress>
{
    private (string Stage, int Percent) _last;

    /// <inheritdoc />
    public void Report(RunProgress value)
    {
        var now = (value.Stage, (int)(value.Fraction * 100));
        if (now == _last)
            return;

        _last = now;
        context.Say(string.Create(CultureInfo.InvariantCulture, $"{now.Item2,3} % {value.Stage}"));
    }
}
