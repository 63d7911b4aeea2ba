using LoraParity.Plans;

namespace LoraParity.Xunit.Discovery;

/// <summary>A spec that can be run.</summary>
internal sealed record ValidSpec(SpecFile File, ParityPlan Plan);
