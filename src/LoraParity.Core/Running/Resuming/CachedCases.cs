using LoraParity.Metrics;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;

namespace LoraParity.Running.Resuming;

/// <summary>Takes cases out of a recorder, and tells whether one that was kept can be used.</summary>
internal static class CachedCases
{
    /// <summary>What a recorder holds of a case.</summary>
    /// <param name="design">The recorder's design.</param>
    /// <param name="recorder">Has seen the whole run.</param>
    /// <param name="variant">Index of the variant.</param>
    /// <param name="prompt">Index of the prompt.</param>
    public static CachedCase Of(RunDesign design, TraceRecorder recorder, int variant, int prompt)
    {
        var track = recorder.Track(variant, prompt);
        return new CachedCase
        {
            Decoded = track.Decoded,
            Positions = [.. track.Positions],
            Choices = [.. track.Choices],
            NonFinite = track.NonFinite,
            Hash = track.Hash,
            ReferenceHash = recorder.Track(design.Reference, prompt).Hash,
            Pairs = [.. design.PairsOf(variant).Select(p => Pair(design, recorder, p, prompt))],
            Scan = recorder.Scan(variant, prompt) is { } scan
                ? new CachedScan(scan.Bounds, scan.Entries, scan.Rows, scan.MaxAbsBeyondRel, scan.RelBeyondMaxAbs, scan.Worst)
                : null,
        };
    }

    /// <summary>Whether a kept case says all that judging it under some bounds takes: other bounds than it was scanned for are known to hold only where no row comes near them.</summary>
    public static bool Answers(CachedCase known, LogitsBoundScan? scan) =>
        scan is null || known.Scan?.Bounds == scan.Bounds || known.Pairs[0].Rows.All(r => scan.Clears(r.Metrics.MaxAbs));

    private static CachedPair Pair(RunDesign design, TraceRecorder recorder, PairId pair, int prompt)
    {
        var drift = recorder.Drift(pair, prompt);
        return new CachedPair(
            design.Variants[pair.Variant].Key,
            design.Variants[pair.Against].Key,
            [.. drift.Rows],
            drift.NonFinite,
            [.. recorder.Hidden.Of(pair, prompt).Select(l => (l.Key, l.Value.Rms, l.Value.Relative))]);
    }
}
