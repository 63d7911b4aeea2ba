using LoraParity.Engines;
using Spectre.Console;

namespace LoraParity.Cli.Terminal;

/// <summary>A bar with the stage and the time, which is gone when the work is done.</summary>
internal sealed class BarProgress(IAnsiConsole console) : IProgressDisplay
{
    /// <inheritdoc />
    public void Run(string title, Action<Action<RunProgress>> work) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => Run(context.AddTask(Markup.Escape(title), maxValue: 1), title, work));

    private static void Run(ProgressTask task, string title, Action<Action<RunProgress>> work) => work(progress =>
    {
        task.Description = Markup.Escape($"{title}: {progress.Stage}");
        task.Value = progress.Fraction;
    });
}
