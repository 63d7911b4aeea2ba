namespace LoraParity.Plans;

/// <summary>Where W + ΔW is formed.</summary>
public enum MergePlace
{
    /// <summary>On the host, with the same bits on every machine.</summary>
    Cpu,

    /// <summary>On the device that runs the layer, in that device's order of sums.</summary>
    Device,
}
