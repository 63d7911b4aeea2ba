namespace LoraParity.Specs.Yaml;

/// <summary>What a plain scalar is in YAML 1.2's core schema; a quoted one is text.</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Number,
    Text,
}
