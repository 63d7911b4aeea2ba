using LoraParity.Diagnostics;
using LoraParity.Files;
using LoraParity.Plans;

namespace LoraParity.Snapshots;

/// <summary>
/// A folder of snapshots: approved ones, which belong under version control, and received ones, which wait for approval and do not.
/// Every file appears whole or not at all; temporary files of killed processes are never taken for snapshots.
/// </summary>
/// <param name="directory">Absolute path of the folder; created when something is written.</param>
/// <param name="continuousIntegration">Whether this is a build server, where nothing is ever written as approved.</param>
public sealed class SnapshotStore(string directory, bool continuousIntegration)
{
    /// <summary>The folder of a spec's snapshots on this machine.</summary>
    public SnapshotStore(string directory)
        : this(directory, BuildServer.Detected)
    {
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Directory { get; } = directory;

    /// <summary>All received snapshots that wait for approval, in order of name.</summary>
    public IReadOnlyList<PendingSnapshot> Pending() => [.. Files("*" + SnapshotNames.Received).Select(PendingSnapshot.Of)];

    /// <summary>Approves a received snapshot: it becomes the approved one.</summary>
    /// <param name="receivedPath">Its path.</param>
    /// <exception cref="InputException">There is no such snapshot, it is damaged, or this is a build server.</exception>
    public void Accept(string receivedPath)
    {
        RefuseOnBuildServer(receivedPath);
        RefuseElsewhere(receivedPath);
        var verified = SnapshotNames.ToVerified(receivedPath);
        var snapshot = Load(receivedPath) ?? throw NoSuch(receivedPath);
        if (snapshot.Logits is { Full: true } && !File.Exists(SnapshotNames.ToRows(receivedPath)))
            throw NoSuch(SnapshotNames.ToRows(receivedPath));
        Settle(receivedPath, verified, snapshot);
        File.Move(receivedPath, verified, overwrite: true);
    }

    /// <summary>Throws a received snapshot away; the approved one stays as it is.</summary>
    /// <param name="receivedPath">Its path.</param>
    /// <exception cref="InputException">There is no such snapshot.</exception>
    public void Reject(string receivedPath)
    {
        _ = SnapshotNames.ToVerified(receivedPath);
        RefuseElsewhere(receivedPath);
        if (!File.Exists(receivedPath))
            throw NoSuch(receivedPath);
        Discard(receivedPath);
    }

    /// <summary>
    /// Approved snapshots that say they are of this plan's spec and belong to none of its cases: their variant or prompt was
    /// renamed or taken out. Files that cannot be read are nobody's.
    /// </summary>
    public IReadOnlyList<string> Orphans(ParityPlan plan)
    {
        var own = plan.Variants
            .SelectMany(v => plan.Prompts, (v, p) => SnapshotNames.VerifiedName(plan.Name, v.Key, p.Id))
            .ToHashSet(StringComparer.Ordinal);
        return [.. Files($"{plan.Name}.*{SnapshotNames.Verified}").Where(f => !own.Contains(CaseName(plan, f)) && IsOf(plan.Name, f))];
    }

    // Which other devices a suite runs on is not known here: snapshots of all of them are its own.
    private static string CaseName(ParityPlan plan, string path)
    {
        var name = Path.GetFileName(path);
        return !plan.Snapshots.PerDevice ? name
            : name.LastIndexOf('_') is var at and > 0 ? name[..at] + SnapshotNames.Verified
            : "";
    }

    /// <summary>Reads a snapshot.</summary>
    /// <returns>The snapshot, or null where there is no such file, or an empty one: diff tools make those to have something to compare with.</returns>
    /// <exception cref="InputException">It is damaged; the sentence has path and place and says what to do.</exception>
    public static Snapshot? Load(string path)
    {
        try
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "";
            return string.IsNullOrWhiteSpace(text) ? null : SnapshotReader.Read(text);
        }
        catch (SnapshotException e)
        {
            throw new InputException($"The snapshot '{path}' cannot be used: {e.Message}. Restore it from version control, or delete it and run again to make a new one.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The snapshot '{path}' cannot be read: {e.Message.TrimEnd('.')}. Check its permissions.");
        }
    }

    /// <summary>Writes a snapshot as received.</summary>
    internal static void WriteReceived(string path, Snapshot snapshot) => Write(path, snapshot);

    /// <summary>Writes a snapshot as approved.</summary>
    internal void WriteVerified(string path, Snapshot snapshot)
    {
        RefuseOnBuildServer(path);
        Settle(SnapshotNames.ToReceived(path), path, snapshot);
        Write(path, snapshot);
    }

    /// <summary>Removes what runs left that were killed while they wrote.</summary>
    internal void RemoveAbandoned()
    {
        AbandonedFiles.Remove(Directory, "*.received.*.tmp");
        AbandonedFiles.Remove(Directory, "*.verified.*.tmp");
    }

    /// <summary>Removes a received snapshot that no longer waits for anything.</summary>
    internal static void Discard(string receivedPath)
    {
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(receivedPath)))
            return;
        File.Delete(receivedPath);
        File.Delete(SnapshotNames.ToRows(receivedPath));
    }

    // Rows go before the snapshot that speaks of them: killed in between, the old snapshot says that its rows are not there, and the
    // received one still waits.
    private static void Settle(string received, string verified, Snapshot snapshot)
    {
        if (snapshot.Logits is { Full: true })
            File.Move(SnapshotNames.ToRows(received), SnapshotNames.ToRows(verified), overwrite: true);
        else if (File.Exists(verified))
            File.Delete(SnapshotNames.ToRows(verified));
    }

    private static void Write(string path, Snapshot snapshot)
    {
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteAllText(path, SnapshotWriter.Write(snapshot));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The snapshot '{path}' cannot be written: {e.Message.TrimEnd('.')}. Check the folder's permissions.");
        }
    }

    private static bool IsOf(string spec, string path)
    {
        try
        {
            return Load(path)?.Spec == spec;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static InputException NoSuch(string path) => new($"There is no received snapshot '{path}'. Run the spec again to make it.");

    private void RefuseElsewhere(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory)))
            throw new InputException($"'{path}' is not a snapshot of the folder '{Directory}'.");
    }

    private void RefuseOnBuildServer(string path)
    {
        if (continuousIntegration)
            throw new InputException($"The snapshot '{path}' is not approved: this is a build server. Approve it on a developer's machine and commit it.");
    }

    private IEnumerable<string> Files(string pattern) => System.IO.Directory.Exists(Directory)
        ? System.IO.Directory.EnumerateFiles(Directory, pattern).Order(StringComparer.Ordinal)
        : [];
}
