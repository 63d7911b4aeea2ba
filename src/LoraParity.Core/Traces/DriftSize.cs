namespace LoraParity.Traces;

/// <summary>How large a drift is, in the two statistics that noise floors and splits are given in.</summary>
/// <param name="Rms">Root mean square, over all positions and entries, of the difference of the centred logits.</param>
/// <param name="KlMean">Mean over positions of the KL divergence in nats.</param>
public sealed record DriftSize(double Rms, double KlMean)
{
    /// <summary>No drift at all.</summary>
    public static DriftSize Zero { get; } = new(0, 0);

    /// <summary>How many times <paramref name="floor"/> this is, by <see cref="Rms"/>: 0 where this is 0, infinite where only the floor is.</summary>
    public double Times(DriftSize floor) => Rms == 0 ? 0 : Rms / floor.Rms;
}
