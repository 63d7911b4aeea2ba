using LoraParity.Plans;

namespace LoraParity.Suites.Discovery;

/// <summary>A spec that can be run.</summary>
internal sealed record ValidSpec(SpecFile File, ParityPlan Plan);
