using System.Diagnostics.CodeAnalysis;
using LoraParity.Diagnostics;
using LoraParity.Plans;

namespace LoraParity.Specs;

/// <summary>What reading a spec gave: a plan, or everything that is wrong with the file.</summary>
/// <param name="Plan">The plan; null where there are diagnostics.</param>
/// <param name="Diagnostics">All problems in order of place; empty where there is a plan.</param>
public sealed record SpecReading(ParityPlan? Plan, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether the spec can be run.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool IsValid => Plan is not null;

    /// <summary>The plan of a valid spec.</summary>
    /// <exception cref="InputException">The spec is not valid; the exception carries all diagnostics.</exception>
    public ParityPlan PlanOrThrow() => Plan ?? throw new InputException(Diagnostics);
}
