namespace LoraParity.Specs.Yaml;

/// <summary>One key and value of a mapping.</summary>
internal sealed record MapEntry(ScalarNode Key, SpecNode Value);
