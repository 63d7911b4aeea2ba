using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>tolerance</c>.</summary>
internal sealed record ToleranceEntry(Tolerance Default, IReadOnlyList<Located<ToleranceOverride>> Overrides);
