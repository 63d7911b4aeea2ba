namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>Token ids that an adapter replaces, compared by value.</summary>
/// <param name="Ids">The ids, in the order of the adapter's rows.</param>
internal sealed record TokenRows(IReadOnlyList<int> Ids)
{
    public bool Equals(TokenRows? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Aggregate(Ids.Count, HashCode.Combine);
}
