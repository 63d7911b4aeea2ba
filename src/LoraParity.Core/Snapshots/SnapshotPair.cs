namespace LoraParity.Snapshots;

/// <summary>What an approved and a received snapshot of one case have in common.</summary>
internal sealed class SnapshotPair(Snapshot approved, Snapshot received)
{
    /// <summary>Whether the prompt or its tokens are others now.</summary>
    public bool PromptChanged => !approved.PromptTokens.SequenceEqual(received.PromptTokens);

    /// <summary>Whether both keep logits over the same vocabulary.</summary>
    public bool HasLogits => approved.Logits is not null && received.Logits is not null && approved.Logits.Width == received.Logits.Width;

    /// <summary>How many rows can be compared: row t has seen the tokens up to t, so as long as the sequences are the same.</summary>
    public int ComparableRows
    {
        get
        {
            if (PromptChanged || !HasLogits)
                return 0;
            var same = FirstDifference(approved.ScoredTokens, received.ScoredTokens) is { } step ? approved.PromptTokens.Count + step : int.MaxValue;
            return Math.Min(same, Math.Min(approved.Logits!.Positions.Count, received.Logits!.Positions.Count));
        }
    }

    /// <summary>Names of the inputs that changed, in order.</summary>
    public IEnumerable<string> ChangedFingerprints => approved.Fingerprints.Keys.Union(received.Fingerprints.Keys)
        .Where(n => approved.Fingerprints.GetValueOrDefault(n) != received.Fingerprints.GetValueOrDefault(n))
        .Order(StringComparer.Ordinal);

    /// <summary>The first index at which two lists differ, also where one ends; null where they are equal.</summary>
    public static int? FirstDifference(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
        {
            if (i >= a.Count || i >= b.Count || a[i] != b[i])
                return i;
        }

        return null;
    }
}
