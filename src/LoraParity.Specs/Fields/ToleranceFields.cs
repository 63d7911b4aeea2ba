using LoraParity.Comparison;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>tolerance</c> and what is in it.</summary>
internal static class ToleranceFields
{
    private static readonly NumberShape Bound = new();

    private static readonly Field<double> MaxAbs = new("max_abs", Bound, "Largest |variant − reference| of any logit.");

    private static readonly Field<double> Rel = new("rel", Bound, "Largest |variant − reference| / |reference| of any logit.");

    private static readonly Field<double> Mean = new("mean", Bound, "Largest mean over a case's positions.");

    private static readonly Field<double> P99 = new("p99", Bound, "Largest 99th percentile over a case's positions.");

    private static readonly Field<double> Max = new("max", Bound, "Largest value at any position.");

    private static readonly Field<int> Prefix =
        new("prefix", new IntegerShape(1, PromptFields.MostNewTokens), "How many tokens from the first must equal the reference's.") { Required = true };

    private static readonly ObjectShape<TokenRule> PrefixShape =
        new("{prefix: N}", [Prefix], v => new TokenRule(TokenRuleKind.Prefix, v.Value(Prefix)!.Value));

    private static readonly Field<LogitsTolerance> Logits = new(
        "logits",
        new ObjectShape<LogitsTolerance>("a mapping such as {max_abs: 0.05, rel: 1e-2}", [MaxAbs, Rel], v => new LogitsTolerance(v.Value(MaxAbs), v.Value(Rel)))
        {
            Rules = [new AtLeastFields(1, "'{0}' sets no bound; give max_abs, rel or both.")],
        },
        "Bound on logits. A comparison fails only where both max_abs and rel are exceeded.");

    private static readonly Field<KlTolerance> Kl = new(
        "kl",
        new ObjectShape<KlTolerance>("a mapping such as {mean: 1e-3, max: 0.1}", [Mean, P99, Max], v => new KlTolerance(v.Value(Mean), v.Value(P99), v.Value(Max)))
        {
            Rules = [new AtLeastFields(1, "'{0}' sets no bound; give mean, p99 or max.")],
        },
        "Bound on the divergence KL(reference ‖ variant) in nats.");

    private static readonly Field<double> Noise = new(
        "noise", new NumberShape(positive: true), "At most this many times the noise floor: what the compute dtype alone does to the attached adapter.")
    {
        Default = "3 where no other bound on logits is given",
    };

    private static readonly Field<double> Top1 = new("top1", new NumberShape(1), "Smallest share of positions with the reference's most likely token.");

    private static readonly Field<TokenRule> Tokens = new(
        "tokens", new EitherShape<TokenRule>("exact, near_ties, off or {prefix: N}", Choices.TokenRule, PrefixShape),
        "How decoded tokens are judged: exact asks for the reference's tokens; near_ties forgives a first divergence where the reference's margin is within the allowed logit drift; {prefix: N} judges the first N; off judges none.")
    {
        Default = "near_ties",
    };

    private static readonly Field<ToleranceMatch> Match = new("match", MatchFields.Cell, "Which cells: those that have all of these fields.") { Required = true };

    private static readonly Field<Expectation> Expect = new(
        "expect", Choices.Expect, "drift marks a known-bad cell: it passes while it drifts and fails once it no longer does.")
    {
        Default = "match",
    };

    private static readonly Field<string> Reason = new("reason", new TextShape(), "Why these bounds hold, shown with the result; required with 'expect: drift'.");

    private static readonly ObjectShape<ToleranceOverride> OverrideShape = new(
        "a mapping with 'match' and the bounds to replace", [Match, Logits, Kl, Noise, Top1, Tokens, Expect, Reason],
        v => new ToleranceOverride(v.Get(Match)!, ReadBounds(v) with { Expect = v.Value(Expect), Reason = v.Get(Reason) }))
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
        "a mapping of bounds", [Logits, Kl, Noise, Top1, Tokens, Overrides],
        v => new ToleranceEntry(WithDefaults(ReadBounds(v)), v.Get(Overrides) ?? []));

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

    private static Tolerance ReadBounds(FieldValues values) => new()
    {
        Logits = values.Get(Logits),
        Kl = values.Get(Kl),
        Noise = values.Value(Noise),
        Top1 = values.Value(Top1),
        Tokens = values.Get(Tokens),
    };
}
