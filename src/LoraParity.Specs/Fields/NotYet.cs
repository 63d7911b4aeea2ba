namespace LoraParity.Specs.Fields;

/// <summary>What to do without the fields that are foreseen but missing.</summary>
internal static class NotYet
{
    public const string MergeDevice = "merges run where inference runs; remove the field.";

    public const string DeviceMap = "a model runs on one device; remove the field and name the device with 'device'.";
}
