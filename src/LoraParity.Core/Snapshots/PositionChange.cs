using LoraParity.Traces;

namespace LoraParity.Snapshots;

/// <summary>How the top logits of one position changed from the approved snapshot to the received one.</summary>
public sealed record PositionChange
{
    /// <summary>The row, counted from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The largest change of one logit, as far as the top logits show it.</summary>
    public required double MaxAbs { get; init; }

    /// <summary>The entry that changed most.</summary>
    public required int Token { get; init; }

    /// <summary>KL(approved ‖ received) in nats, with everything outside the approved top taken as one.</summary>
    public required double Kl { get; init; }

    /// <summary>The approved most likely entry; −1 where none is kept.</summary>
    public required int ApprovedTop { get; init; }

    /// <summary>The received most likely entry; −1 where none is kept.</summary>
    public required int ReceivedTop { get; init; }

    /// <summary>Every entry of either top.</summary>
    internal IReadOnlyList<TopEntryDrift> Entries { get; init; } = [];

    internal static PositionChange Between(int position, TopLogits approved, TopLogits received)
    {
        var drift = TopDrift.Of(approved, received);
        var worst = drift.Entries.OrderByDescending(e => double.IsNaN(e.Abs) ? double.PositiveInfinity : e.Abs).FirstOrDefault();
        return new PositionChange
        {
            Position = position,
            MaxAbs = worst.Abs,
            Token = worst.Token,
            Kl = drift.Kl,
            ApprovedTop = approved.Top.Count > 0 ? approved.Top[0].Token : -1,
            ReceivedTop = received.Top.Count > 0 ? received.Top[0].Token : -1,
            Entries = drift.Entries,
        };
    }
}
