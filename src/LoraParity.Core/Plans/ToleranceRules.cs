using LoraParity.Matrix;

namespace LoraParity.Plans;

/// <summary>A spec's tolerance: a default and overrides, later overrides winning over earlier ones.</summary>
/// <param name="Default">The bounds of every cell.</param>
/// <param name="Overrides">In the order of the spec.</param>
public sealed record ToleranceRules(Tolerance Default, IReadOnlyList<ToleranceOverride> Overrides)
{
    /// <summary>The bounds of one cell.</summary>
    public Tolerance For(Variant variant, string promptId) =>
        Overrides.Where(o => o.Match.Matches(variant, promptId)).Aggregate(Default, (bounds, o) => Replace(bounds, o.Tolerance));

    private static Tolerance Replace(Tolerance old, Tolerance by) => new()
    {
        Logits = Replace(old.Logits, by.Logits),
        Kl = Replace(old.Kl, by.Kl),
        Noise = by.Noise ?? old.Noise,
        Top1 = by.Top1 ?? old.Top1,
        Tokens = by.Tokens ?? old.Tokens,
        Expect = by.Expect ?? old.Expect,
        Reason = by.Reason ?? (by.Expect is null ? old.Reason : null),
    };

    private static LogitsTolerance? Replace(LogitsTolerance? old, LogitsTolerance? by) =>
        by is null ? old : new LogitsTolerance(by.MaxAbs ?? old?.MaxAbs, by.Rel ?? old?.Rel);

    private static KlTolerance? Replace(KlTolerance? old, KlTolerance? by) =>
        by is null ? old : new KlTolerance(by.Mean ?? old?.Mean, by.P99 ?? old?.P99, by.Max ?? old?.Max);
}
