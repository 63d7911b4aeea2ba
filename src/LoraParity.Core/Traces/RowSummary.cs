namespace LoraParity.Traces;

/// <summary>What one row of logits says by itself.</summary>
/// <param name="Top">The largest logits with logsumexp and tail mass.</param>
/// <param name="NonFinite">The first entry that is no number, or −1.</param>
internal sealed record RowSummary(TopLogits Top, int NonFinite)
{
    /// <summary>The greedy choice: the lowest index of the largest logit; −1 where the row holds only NaN.</summary>
    public int Argmax => Top.Top.Count == 0 ? -1 : Top.Top[0].Token;
}
