namespace LoraParity.Suites.Discovery;

/// <summary>This process's share of a spec, where several run a suite together.</summary>
/// <param name="Variants">Keys of the variants; null where the process has them all.</param>
internal sealed record SpecShare(IReadOnlySet<string>? Variants)
{
    private const char Separator = '\n';

    /// <summary>All of a spec.</summary>
    public static SpecShare Whole { get; } = new((IReadOnlySet<string>?)null);

    /// <summary>Whether a variant is in the share.</summary>
    public bool Holds(string variant) => Variants?.Contains(variant) ?? true;

    /// <summary>The share as test cases carry it to the process that runs them.</summary>
    public string? Serialize() => Variants is null ? null : string.Join(Separator, Variants.Order(StringComparer.Ordinal));

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    public static SpecShare Parse(string? text) => text is null ? Whole : new(text.Split(Separator).ToHashSet(StringComparer.Ordinal));
}
