namespace LoraParity.TestKit.Backends;

/// <summary>What a weight is, which decides the order of its sums.</summary>
public enum WeightKind
{
    /// <summary>A linear layer.</summary>
    Linear,

    /// <summary>A linear layer stored untransposed.</summary>
    Conv1D,

    /// <summary>A or B of an adapter held in fp32.</summary>
    AdapterFactor,
}
