namespace LoraParity.Plans;

/// <summary>One adapter of a plan; all of a plan's adapters are active and summed, as PEFT does.</summary>
/// <param name="Path">Absolute path of the adapter's folder, or a <see cref="HubId"/>.</param>
/// <param name="Weight">Factor on the adapter's scaling; 1 is the adapter as trained.</param>
public sealed record AdapterSource(string Path, float Weight = 1f);
