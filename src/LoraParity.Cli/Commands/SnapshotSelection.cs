using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Review;
using LoraParity.Cli.Terminal;
using LoraParity.Reporting.Review;
using LoraParity.Reporting.Text;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Commands;

/// <summary>The received snapshots that <c>accept</c> and <c>reject</c> mean: those on the command line, or of these the ones that moved little.</summary>
internal sealed class SnapshotSelection(CliHost host)
{
    private readonly SnapshotArguments _snapshots = new(host);
    private readonly Option<double?> _onlyWithin = new("--only-within")
    {
        Description = "Only those whose tokens agree with the approved ones and whose logits moved at most this many times what the spec allows.",
        HelpName = "FACTOR",
        CustomParser = Factor,
    };

    /// <summary>Gives a command the arguments.</summary>
    public void AddTo(Command command)
    {
        command.Add(_snapshots.Argument);
        command.Add(_onlyWithin);
    }

    /// <summary>The received snapshots, in order of path; says of each one that is left out why.</summary>
    public IReadOnlyList<string> Read(ParseResult result)
    {
        var received = _snapshots.Read(result);
        if (result.GetValue(_onlyWithin) is not { } factor)
            return received;

        var specs = new SpecFinder(host);
        return [.. received.Where(path => IsWithin(path, factor, specs))];
    }

    /// <summary>What to say where <see cref="Read"/> gave none.</summary>
    public string WhyNone(ParseResult result) => result.GetValue(_onlyWithin) is { } factor && _snapshots.Read(result).Count > 0
        ? $"No snapshot that waits is within {Figures.Times(factor)} what its spec allows."
        : "No snapshot waits for approval.";

    private bool IsWithin(string path, double factor, SpecFinder specs)
    {
        var known = false;
        var item = ReviewItem.Load(PendingSnapshot.Of(path), snapshot =>
        {
            var tolerance = specs.ToleranceOf(path, snapshot);
            known = tolerance is not null;
            return tolerance;
        });
        if (WhyNot(item, known, factor) is not { } reason)
            return true;

        host.Console.Error.WriteLine($"left {host.Show(path)}: {reason}", Tone.Warning);
        return false;
    }

    private static string? WhyNot(ReviewItem item, bool specKnown, double factor) => item switch
    {
        { Change: null } => item.Snapshot.IsNew ? "there is no approved snapshot to compare with." : "the approved snapshot cannot be read.",
        { Change.FirstToken: { } step } => string.Create(CultureInfo.InvariantCulture, $"token {step + 1} differs."),
        _ when !specKnown => "no spec under the working directory has its case.",
        { TimesAllowed: null } => "its spec bounds neither logits nor kl, and a snapshot does not hold the noise floor.",
        { TimesAllowed: { } times } when !(times <= factor) => $"it moved {Figures.Times(times)} what the spec allows.",
        _ => null,
    };

    private static double? Factor(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor >= 0)
            return factor;

        result.AddError($"--only-within is '{text}' but must be a number of at least 0.");
        return null;
    }
}
