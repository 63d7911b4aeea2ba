using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>Holds a case against its approved snapshot, and writes what has to be written.</summary>
internal sealed class SnapshotCheck(SnapshotStore store, SnapshotUpdate update, RunLayout layout)
{
    /// <summary>Compares; where the case does not hold, the received snapshot is written before this returns.</summary>
    public SnapshotState Check(CaseEvidence judged)
    {
        var verified = Path.Combine(
            store.Directory, SnapshotNames.VerifiedName(judged.Plan, judged.Variant.Key, judged.Prompt.Id, layout.DeviceFamily));
        var received = SnapshotBuilder.Build(judged.Plan, layout, judged.Variant, judged.Prompt, judged.Trace);
        return Damage(verified, out var approved) is { } damage
            ? Received(new SnapshotState(Outcome.CorruptSnapshot, [damage], [], verified, null), received)
            : approved is null ? Missing(verified, received) : Compare(judged, verified, approved, received);
    }

    /// <summary>Approved snapshots that belong to no case of the plan.</summary>
    public IReadOnlyList<string> Orphans(ParityPlan plan) => store.Orphans(plan);

    private static string? Damage(string path, out Snapshot? approved)
    {
        approved = null;
        try
        {
            approved = SnapshotStore.Load(path);
            return approved?.Logits is { Full: true } logits ? SnapshotRows.Damage(path, logits) : null;
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }

    private SnapshotState Missing(string verified, Snapshot received) => update is SnapshotUpdate.Missing or SnapshotUpdate.All
        ? Approved(verified, received, "The snapshot is new and was approved by this run.")
        : Received(new SnapshotState(Outcome.MissingSnapshot, [], [], verified, null), received);

    private SnapshotState Compare(CaseEvidence judged, string verified, Snapshot approved, Snapshot received)
    {
        var receivedPath = SnapshotNames.ToReceived(verified);
        var difference = new SnapshotComparer(approved, received, judged, id => Words.Of(layout, id))
        {
            Rows = (count, scan) => SnapshotRows.Compare(
                SnapshotNames.ToRows(verified), SnapshotNames.ToRows(receivedPath), count, judged.Trace.Width, scan),
        }.Compare();
        var differs = difference.Problems.Count > 0;
        if (update == SnapshotUpdate.Changed && differs)
            return Approved(verified, received, "The snapshot differed and was approved again by this run.");
        if (update == SnapshotUpdate.All && !IsSame(approved, received))
            return Approved(verified, received, "The snapshot was approved again by this run.");
        if (differs)
            return Received(new SnapshotState(Outcome.SnapshotMismatch, difference.Problems, difference.Notes, verified, null), received);
        SnapshotStore.Discard(receivedPath);
        return new SnapshotState(Outcome.Passed, [], difference.Notes, verified, null);
    }

    // Where it ran is for the reader: a change of that alone is no reason to write a file.
    private static bool IsSame(Snapshot a, Snapshot b) =>
        SnapshotWriter.Write(a with { Environment = b.Environment }) == SnapshotWriter.Write(b);

    private SnapshotState Approved(string verified, Snapshot received, string note)
    {
        store.WriteVerified(verified, received);
        SnapshotStore.Discard(SnapshotNames.ToReceived(verified));
        return new SnapshotState(Outcome.Passed, [], [note], verified, null);
    }

    private static SnapshotState Received(SnapshotState state, Snapshot received)
    {
        var path = SnapshotNames.ToReceived(state.Verified!);
        SnapshotStore.WriteReceived(path, received);
        return state with { Received = path };
    }
}
