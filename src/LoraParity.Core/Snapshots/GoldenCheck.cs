using LoraParity.Comparison;
using LoraParity.Diagnostics;
using LoraParity.Running;

namespace LoraParity.Snapshots;

/// <summary>Holds a case against its approved snapshot, and writes what has to be written.</summary>
internal sealed class GoldenCheck(SnapshotStore store, SnapshotUpdate update, RunLayout layout)
{
    /// <summary>Compares; where the case does not hold, the received snapshot is written before this returns.</summary>
    public GoldenState Check(JudgedCase judged)
    {
        var verified = Path.Combine(
            store.Directory, SnapshotNames.VerifiedName(judged.Plan, judged.Variant.Key, judged.Prompt.Id, layout.DeviceFamily));
        var received = GoldenBuilder.Build(judged.Plan, layout, judged.Variant, judged.Prompt, judged.Trace);
        return Damage(verified, out var golden) is { } damage
            ? Received(new GoldenState(Outcome.CorruptGolden, [damage], [], verified, null), received)
            : golden is null ? Missing(verified, received) : Compare(judged, verified, golden, received);
    }

    /// <summary>Approved snapshots that belong to no case of the plan.</summary>
    public IReadOnlyList<string> Orphans(ParityPlan plan) => store.Orphans(plan);

    private static string? Damage(string path, out Golden? golden)
    {
        golden = null;
        try
        {
            golden = SnapshotStore.Load(path);
            return golden?.Logits is { Full: true } logits ? GoldenRows.Damage(path, logits) : null;
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }

    private GoldenState Missing(string verified, Golden received) => update is SnapshotUpdate.Missing or SnapshotUpdate.All
        ? Approved(verified, received, "The snapshot is new and was approved by this run.")
        : Received(new GoldenState(Outcome.MissingGolden, [], [], verified, null), received);

    private GoldenState Compare(JudgedCase judged, string verified, Golden golden, Golden received)
    {
        var receivedPath = SnapshotNames.ToReceived(verified);
        var difference = new GoldenComparer(golden, received, judged, id => Words.Of(layout, id))
        {
            Rows = (count, scan) => GoldenRows.Compare(
                SnapshotNames.ToRows(verified), SnapshotNames.ToRows(receivedPath), count, judged.Trace.Width, scan),
        }.Compare();
        var differs = difference.Problems.Count > 0;
        if (update == SnapshotUpdate.Changed && differs)
            return Approved(verified, received, "The snapshot differed and was approved again by this run.");
        if (update == SnapshotUpdate.All && !IsSame(golden, received))
            return Approved(verified, received, "The snapshot was approved again by this run.");
        if (differs)
            return Received(new GoldenState(Outcome.GoldenMismatch, difference.Problems, difference.Notes, verified, null), received);
        SnapshotStore.Discard(receivedPath);
        return new GoldenState(Outcome.Passed, [], difference.Notes, verified, null);
    }

    // Where it ran is for the reader: a change of that alone is no reason to write a file.
    private static bool IsSame(Golden a, Golden b) =>
        GoldenWriter.Write(a with { Environment = b.Environment }) == GoldenWriter.Write(b);

    private GoldenState Approved(string verified, Golden received, string note)
    {
        store.WriteVerified(verified, received);
        SnapshotStore.Discard(SnapshotNames.ToReceived(verified));
        return new GoldenState(Outcome.Passed, [], [note], verified, null);
    }

    private static GoldenState Received(GoldenState state, Golden received)
    {
        var path = SnapshotNames.ToReceived(state.Verified!);
        SnapshotStore.WriteReceived(path, received);
        return state with { Received = path };
    }
}
