namespace LoraParity.Specs.Fields;

/// <summary>What to do without the fields that are foreseen but missing.</summary>
internal static class NotYet
{
    public const string MergeDevice = "one place holds for all merges of a spec; write 'merge_device' at its top level.";
}
