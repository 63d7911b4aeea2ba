namespace LoraParity.Plans;

/// <summary>How decoded tokens are judged.</summary>
public enum TokenRuleKind
{
    /// <summary>All tokens equal the reference's.</summary>
    Exact,

    /// <summary>A first divergence is forgiven where the reference's margin between the two tokens is within the allowed logit drift.</summary>
    NearTies,

    /// <summary>The first <see cref="TokenRule.Prefix"/> tokens equal the reference's.</summary>
    Prefix,

    /// <summary>Tokens are not judged.</summary>
    Off,
}
