namespace LoraParity.Snapshots;

/// <summary>One logit in a snapshot and now.</summary>
/// <param name="Token">The entry.</param>
/// <param name="Approved">The approved logit.</param>
/// <param name="Now">The received logit.</param>
/// <param name="IsBound">Whether <paramref name="Now"/> is only known to be at most this.</param>
internal readonly record struct TopEntryDrift(int Token, float Approved, float Now, bool IsBound)
{
    /// <summary>How far they are apart, at least; 0 where an upper bound lies above the approved logit, NaN where one is no number.</summary>
    public double Abs => IsBound && Now >= Approved ? 0 : Math.Abs((double)Now - Approved);
}
