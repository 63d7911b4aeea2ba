using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The bounds that <c>tolerance</c> sets and its overrides replace.</summary>
/// <param name="areDefaults">Whether absent fields take a default; an override leaves what was there.</param>
internal sealed class BoundFields(bool areDefaults)
{
    private static readonly NumberShape Bound = new();

    private static readonly Field<double> MaxAbs = new("max_abs", Bound, "Largest |variant − reference| of any logit.");

    private static readonly Field<double> Rel = new("rel", Bound, "Largest |variant − reference| / |reference| of any logit.");

    private static readonly Field<double> Mean = new("mean", Bound, "Largest mean over a case's positions.");

    private static readonly Field<double> P99 = new("p99", Bound, "Largest 99th percentile over a case's positions.");

    private static readonly Field<double> Max = new("max", Bound, "Largest value at any position.");

    private static readonly Field<int> Prefix =
        new("prefix", new IntegerShape(1, PromptFields.MostNewTokens), "How many tokens from the first must equal the reference's.") { Required = true };

    private static readonly ObjectShape<LogitsTolerance> LogitsShape = new(
        "a mapping such as {max_abs: 0.05, rel: 1e-2}", [MaxAbs, Rel], v => new LogitsTolerance(v.Value(MaxAbs), v.Value(Rel)))
    {
        Rules = [new AtLeastFields(1, "'{0}' sets no bound; give max_abs, rel or both.")],
    };

    private static readonly ObjectShape<KlTolerance> KlShape = new(
        "a mapping such as {mean: 1e-3, max: 0.1}", [Mean, P99, Max], v => new KlTolerance(v.Value(Mean), v.Value(P99), v.Value(Max)))
    {
        Rules = [new AtLeastFields(1, "'{0}' sets no bound; give mean, p99 or max.")],
    };

    private static readonly EitherShape<TokenRule> TokensShape = new(
        "exact, near_ties, off or {prefix: N}",
        Choices.TokenRule,
        new ObjectShape<TokenRule>("{prefix: N}", [Prefix], v => new TokenRule(TokenRuleKind.Prefix, v.Value(Prefix)!.Value)));

    private readonly Field<LogitsTolerance> _logits =
        new("logits", LogitsShape, "Bound on logits. A comparison fails only where both max_abs and rel are exceeded.");

    private readonly Field<KlTolerance> _kl = new("kl", KlShape, "Bound on the divergence KL(reference ‖ variant) in nats.");

    private readonly Field<double> _noise = new(
        "noise", new NumberShape(positive: true), "At most this many times the noise floor: what the compute dtype alone does to the attached adapter.")
    {
        Default = areDefaults ? "3 where no other bound on logits is given" : null,
    };

    private readonly Field<double> _top1 = new("top1", new NumberShape(1), "Smallest share of positions with the reference's most likely token.");

    private readonly Field<TokenRule> _tokens = new(
        "tokens", TokensShape,
        "How decoded tokens are judged: exact asks for the reference's tokens; near_ties forgives a first divergence where the reference's margin is within the allowed logit drift; {prefix: N} judges the first N; off judges none.")
    {
        Default = areDefaults ? "near_ties" : null,
    };

    public IReadOnlyList<Field> All => [_logits, _kl, _noise, _top1, _tokens];

    public Tolerance Read(FieldValues values) => new()
    {
        Logits = values.Get(_logits),
        Kl = values.Get(_kl),
        Noise = values.Value(_noise),
        Top1 = values.Value(_top1),
        Tokens = values.Get(_tokens),
    };
}
