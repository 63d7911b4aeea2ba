namespace LoraParity.Inference.Adapters.Config;

/// <summary>Modules as adapter_config.json names them: a list of names or name endings, or a regular expression of Python's.</summary>
/// <param name="Names">The list; empty where it is a pattern.</param>
/// <param name="Pattern">The regular expression, matched against whole names; null where it is a list.</param>
public sealed record ModuleNames(IReadOnlyList<string> Names, string? Pattern = null)
{
    /// <summary>PEFT's shorthand for all linear layers but the output layer.</summary>
    public const string AllLinear = "all-linear";

    /// <summary>Whether this is PEFT's shorthand for all linear layers but the output layer.</summary>
    public bool IsAllLinear => string.Equals(Pattern, AllLinear, StringComparison.OrdinalIgnoreCase);

    /// <summary>How messages show it.</summary>
    public override string ToString() => Pattern ?? string.Join(", ", Names);
}
