using System.Globalization;
using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Reporting.Text;
using LoraParity.Snapshots;

namespace LoraParity.Reporting.Review;

/// <summary>One received snapshot, ready to be judged by a person.</summary>
public sealed record ReviewItem
{
    /// <summary>The files.</summary>
    public required PendingSnapshot Snapshot { get; init; }

    /// <summary>The received snapshot.</summary>
    public required Snapshot Received { get; init; }

    /// <summary>The approved snapshot; null where there is none that can be read.</summary>
    public Snapshot? Approved { get; init; }

    /// <summary>How the two differ; null without an approved one.</summary>
    public SnapshotChange? Change { get; init; }

    /// <summary>Which multiple of the spec's bounds the change takes; null where that is not known.</summary>
    public double? TimesAllowed { get; init; }

    /// <summary>What there is to know, in a few sentences.</summary>
    public required IReadOnlyList<string> Summary { get; init; }

    /// <summary>The case's name, for example <c>driftball › attached.bf16 › players</c>.</summary>
    public string Name => $"{Received.Spec} › {Received.Variant} › {Received.Prompt}";

    /// <summary>The difference of the two files, line by line.</summary>
    public IReadOnlyList<DiffLine> Diff() => LineDiff.Of(
        Approved is null ? "" : File.ReadAllText(Snapshot.VerifiedPath), File.ReadAllText(Snapshot.ReceivedPath));

    /// <summary>Reads a received snapshot and the approved one beside it.</summary>
    /// <param name="snapshot">The files.</param>
    /// <param name="tolerance">Gives the bounds of the snapshot's case; null where the spec is not known.</param>
    /// <exception cref="InputException">The received snapshot cannot be read.</exception>
    public static ReviewItem Load(PendingSnapshot snapshot, Func<Snapshot, Tolerance?> tolerance)
    {
        var received = SnapshotStore.Load(snapshot.ReceivedPath)
            ?? throw new InputException($"There is no received snapshot '{snapshot.ReceivedPath}'; run the spec again to make it.");
        var approved = Approve(snapshot, out var problem);
        var change = approved is null ? null : SnapshotChange.Between(approved, received);
        var times = change is not null && tolerance(received) is { } bounds ? change.TimesAllowed(bounds) : null;
        return new ReviewItem
        {
            Snapshot = snapshot,
            Received = received,
            Approved = approved,
            Change = change,
            TimesAllowed = times,
            Summary = [.. change is null ? [problem ?? "There is no approved snapshot yet."] : Sentences(approved!, change, times)],
        };
    }

    private static Snapshot? Approve(PendingSnapshot snapshot, out string? problem)
    {
        problem = null;
        try
        {
            return SnapshotStore.Load(snapshot.VerifiedPath);
        }
        catch (InputException e)
        {
            problem = e.Message;
            return null;
        }
    }

    private static IEnumerable<string> Sentences(Snapshot approved, SnapshotChange change, double? times)
    {
        if (change.PromptChanged)
            yield return "The prompt's tokens changed: the prompt or the tokenizer is another one.";
        else
            yield return Tokens(approved, change);
        yield return Logits(change, times);
        if (change.Fingerprints.Count > 0)
            yield return $"Changed since the approval: {string.Join(", ", change.Fingerprints)}.";
    }

    private static string Tokens(Snapshot approved, SnapshotChange change) => change.FirstToken is { } step
        ? string.Create(CultureInfo.InvariantCulture, $"Token {step + 1} of {approved.Tokens.Count} is another one.")
        : string.Create(CultureInfo.InvariantCulture, $"All {approved.Tokens.Count} tokens agree.");

    private static string Logits(SnapshotChange change, double? times) => change switch
    {
        { SameBits: null } => "The logits cannot be compared.",
        { SameBits: true } => "The logits are equal to the bit.",
        { Worst: { } worst } => string.Create(
            CultureInfo.InvariantCulture,
            $"The logits moved by at most {Figures.Drift(worst.MaxAbs)}, at position {worst.Position}; mean KL {Figures.Drift(change.KlMean)}.{Allowed(times)}"),
        _ => "The top logits agree, others differ in some bits.",
    };

    private static string Allowed(double? times) => times is null ? "" : $" That is {Figures.Times(times)} what the spec allows.";
}
