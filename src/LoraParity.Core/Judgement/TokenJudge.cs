using LoraParity.Engines;
using LoraParity.Plans;

namespace LoraParity.Judgement;

/// <summary>Judges decoded tokens.</summary>
internal static class TokenJudge
{
    /// <summary>The check, or null where tokens are not judged.</summary>
    /// <param name="rule">The spec's rule.</param>
    /// <param name="output">Classifiers have no tokens.</param>
    /// <param name="reference">The reference's tokens.</param>
    /// <param name="step">The first token that differs, or null.</param>
    /// <param name="isNearTie">Whether the divergence there is within the allowed drift; asked only where it matters.</param>
    public static BoundCheck? Check(TokenRule? rule, OutputKind output, int reference, int? step, Func<bool> isNearTie)
    {
        if (rule is null or { Kind: TokenRuleKind.Off } || output == OutputKind.Labels)
            return null;
        var wanted = rule.Kind == TokenRuleKind.Prefix ? Math.Min(rule.Prefix, reference) : reference;
        var equal = Math.Min(step ?? reference, reference);
        var within = equal >= wanted || (rule.Kind == TokenRuleKind.NearTies && isNearTie());
        return new BoundCheck("tokens", equal, wanted, within, within ? wanted : equal);
    }
}
