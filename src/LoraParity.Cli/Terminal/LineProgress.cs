using System.Globalization;
using LoraParity.Engines;

namespace LoraParity.Cli.Terminal;

/// <summary>At most one line a tenth of the work, for logs and pipes. Work that begins anew, such as a run after a download, counts anew.</summary>
internal sealed class LineProgress(ConsoleWriter writer) : IProgressDisplay
{
    /// <inheritdoc />
    public void Run(string title, Action<Action<RunProgress>> work)
    {
        var next = 0.0;
        var last = 0.0;
        work(progress =>
        {
            if (progress.Fraction < last)
                next = 0;
            last = progress.Fraction;
            if (progress.Fraction < next)
                return;

            next = (Math.Floor(progress.Fraction * 10) + 1) / 10;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {progress.Stage} ({progress.Fraction * 100:0} %)"));
        });
    }
}
