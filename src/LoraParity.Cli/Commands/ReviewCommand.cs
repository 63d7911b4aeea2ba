using System.CommandLine;
using System.Globalization;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Review;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Reporting.Review;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary><c>review [PATH…]</c>: received snapshots one by one, in the terminal or on a page.</summary>
internal sealed class ReviewCommand(CliHost host) : ICliCommand
{
    private readonly SnapshotArguments _snapshots = new(host);
    private readonly Option<bool> _web = new("--web") { Description = "Review on a page in the browser, served on this machine alone." };
    private readonly Option<int?> _port = SharedOptions.PositiveInteger("--port", "N", "The page's port; the default is a free one.");
    private readonly Option<bool> _force = new("--force") { Description = "Approve on a build server too." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("review", "Look at received snapshots and accept or reject each.") { _snapshots.Argument, _web, _port, _force };
        command.SetAction(ReviewAsync);
        return command;
    }

    private async Task<int> ReviewAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (host.InContinuousIntegration && !result.GetValue(_force))
            throw new InputException("Snapshots are not reviewed on a build server. Review them on a developer's machine and commit them.");

        var items = Load(_snapshots.Read(result));
        var waiting = items.Count == 0 ? 0
            : result.GetValue(_web) ? await OnPageAsync(items, result.GetValue(_port) ?? 0, cancellationToken)
            : new TerminalReview(host, StoreOf).Run(items, cancellationToken);
        host.Console.Out.WriteLine(waiting switch
        {
            0 => "No snapshot waits for approval.",
            1 => "1 snapshot still waits for approval.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{waiting} snapshots still wait for approval."),
        });
        return ExitCode.Success;
    }

    private List<ReviewItem> Load(IReadOnlyList<string> received)
    {
        var specs = new SpecFinder(host);
        var items = new List<ReviewItem>();
        foreach (var path in received)
        {
            try
            {
                items.Add(ReviewItem.Load(PendingSnapshot.Of(path), snapshot => specs.ToleranceOf(path, snapshot)));
            }
            catch (InputException e)
            {
                host.Console.Error.WriteLine($"error: {e.Message}", Tone.Bad);
            }
        }

        return items;
    }

    private async Task<int> OnPageAsync(IReadOnlyList<ReviewItem> items, int port, CancellationToken cancellationToken)
    {
        using var review = new WebReview(items, StoreOf, port);
        host.Console.Out.WriteLine($"Review at {review.Address}");
        host.Console.Error.WriteLine("Finish on the page, or end with Ctrl-C.", Tone.Faint);
        await review.RunAsync(cancellationToken);
        return review.Waiting;
    }

    private static SnapshotStore StoreOf(string received) => new(Path.GetDirectoryName(received)!, continuousIntegration: false);
}
