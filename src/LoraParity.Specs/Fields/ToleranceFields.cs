using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>tolerance</c> and what is in it.</summary>
internal static class ToleranceFields
{
    private static readonly BoundFields Bounds = new(areDefaults: true);

    private static readonly BoundFields Replacements = new(areDefaults: false);

    private static readonly Field<ToleranceMatch> Match = new("match", MatchFields.Cell, "Which cells: those that have all of these fields.") { Required = true };

    private static readonly Field<Expectation> Expect = new(
        "expect", Choices.Expect, "drift marks a known-bad cell: it passes while it drifts and fails once it no longer does.")
    {
        Default = "match; for the base alone beside an adapted reference: that it differs, or the adapter does nothing",
    };

    private static readonly Field<string> Reason = new("reason", new TextShape(), "Why these bounds hold, shown with the result; required with 'expect: drift'.");

    private static readonly ObjectShape<ToleranceOverride> OverrideShape = new(
        "a mapping with 'match' and the bounds to replace", [Match, .. Replacements.All, Expect, Reason],
        v => new ToleranceOverride(v.Get(Match)!, Replacements.Read(v) with { Expect = v.Value(Expect), Reason = v.Get(Reason) }))
    {
        Rules =
        [
            new AtLeastFields(2, "'{0}' changes nothing; give the bounds that replace the default's, or 'expect: drift'."),
            new NeedsField(Expect, "drift", Reason, "why the cell is known to drift"),
        ],
    };

    private static readonly Field<IReadOnlyList<Located<ToleranceOverride>>> Overrides = new(
        "overrides", new ListShape<Located<ToleranceOverride>>(new LocatedShape<ToleranceOverride>(OverrideShape), "a list of overrides"),
        "Other bounds for some cells. Fields that are given replace the default's, bound by bound; later items win over earlier ones.");

    public static readonly ObjectShape<ToleranceEntry> Tolerance = new(
        "a mapping of bounds", [.. Bounds.All, Overrides],
        v => new ToleranceEntry(WithDefaults(Bounds.Read(v)), v.Get(Overrides) ?? []));

    /// <summary>What holds where a spec names no bound: three times what precision alone does, and tokens up to near ties.</summary>
    public static Tolerance WithDefaults(Tolerance bounds)
    {
        var unbounded = bounds is { Logits: null, Kl: null, Noise: null, Top1: null };
        return bounds with
        {
            Noise = unbounded ? 3 : bounds.Noise,
            Tokens = bounds.Tokens ?? new TokenRule(TokenRuleKind.NearTies),
        };
    }
}
