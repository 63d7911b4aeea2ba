using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A value and the node it was read from, for rules that look at more than one field.</summary>
internal sealed record Located<T>(T Value, SpecNode Node);
