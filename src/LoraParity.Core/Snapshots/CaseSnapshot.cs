using LoraParity.Diagnostics;
using LoraParity.Judgement;
using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>
/// The snapshot of one trace, for stores other than <see cref="SnapshotStore"/>: the same text under the same name, compared with
/// the same tolerance.
/// </summary>
public sealed class CaseSnapshot
{
    private readonly Trace _trace;
    private readonly TraceOrigin _origin;
    private readonly Snapshot _golden;

    /// <summary>Makes the snapshot of a trace.</summary>
    /// <param name="trace">A trace of a run.</param>
    /// <param name="withRows">Whether full logits lie beside the snapshot where the spec says so; otherwise it keeps the top alone.</param>
    /// <exception cref="InputException">The trace has no <see cref="Trace.Origin"/>, or the run did not keep the full logits that the spec asks for.</exception>
    public CaseSnapshot(Trace trace, bool withRows = true)
    {
        _trace = trace;
        _origin = trace.Origin ?? throw new InputException(
            "The trace does not say which case it is of, so no snapshot can be named after it: take it from the cases of ParityRunner.Run's result.");
        var snapshot = SnapshotBuilder.Build(_origin.Plan, _origin.Layout, _origin.Variant, _origin.Prompt, trace);
        _golden = withRows || snapshot.Logits is null ? snapshot : snapshot with { Logits = snapshot.Logits with { Full = false } };
        RowsPath = _golden.Logits is { Full: true } ? Rows() : null;
    }

    /// <summary>Absolute path of the folder that the spec gives to its snapshots.</summary>
    public string Directory => _origin.Plan.Snapshots.Directory;

    /// <summary>The snapshot's file name without <c>.verified.json</c> or <c>.received.json</c>.</summary>
    public string Name =>
        SnapshotNames.VerifiedName(_origin.Plan, _origin.Variant.Key, _origin.Prompt.Id, _origin.Layout.DeviceFamily)[..^SnapshotNames.Verified.Length];

    /// <summary>The file's text, LF between lines and at the end.</summary>
    public string Text => SnapshotWriter.Write(_golden);

    /// <summary>Absolute path of the full logits that belong beside the snapshot, or null.</summary>
    public string? RowsPath { get; }

    /// <summary>Compares with an approved snapshot, with the tolerance of the case.</summary>
    /// <param name="verifiedText">The approved file's text.</param>
    /// <param name="verifiedPath">The approved file's path: full logits lie beside it. Read only where both snapshots have them.</param>
    /// <returns>Whole sentences on what differs further than allowed, then likely reasons; empty where the snapshot holds.</returns>
    public IReadOnlyList<string> Compare(string verifiedText, string verifiedPath)
    {
        try
        {
            var verified = SnapshotReader.Read(verifiedText);
            if (verified.Logits is { Full: true } full && RowsPath is not null && SnapshotRows.Damage(verifiedPath, full) is { } damage)
                return [damage];
            var difference = new SnapshotComparer(verified, _golden, Judged(), token => Words.Of(_origin.Layout, token))
            {
                Rows = (count, scan) => SnapshotRows.Compare(SnapshotNames.ToRows(verifiedPath), RowsPath!, count, _trace.Width, scan),
            }.Compare();
            return difference.Problems.Count == 0 ? [] : [.. difference.Problems, .. difference.Notes];
        }
        catch (SnapshotException e)
        {
            return [$"The approved snapshot of '{Name}' cannot be used: {e.Message}. Restore it from version control, or approve it again."];
        }
        catch (InputException e)
        {
            return [e.Message];
        }
    }

    private CaseEvidence Judged() => new()
    {
        Plan = _origin.Plan,
        Variant = _origin.Variant,
        Prompt = _origin.Prompt,
        Tolerance = _origin.Plan.Tolerance.For(_origin.Variant, _origin.Prompt.Id),
        Reference = _trace,
        Trace = _trace,
        Floor = _origin.Floor,
    };

    private string Rows() => File.Exists(_origin.RowsPath)
        ? _origin.RowsPath
        : throw new InputException(
            $"The spec '{_origin.Plan.Name}' keeps full logits ('logits: full'), but the run kept none: run it with Snapshots = false and "
            + "LogitsFolder set in ParityRunOptions.");
}
