namespace LoraParity.TestKit.Backends;

/// <summary>How closely a result is determined by the contract.</summary>
public enum Agreement
{
    /// <summary>Copies and single correctly rounded operations: one right answer.</summary>
    Exact,

    /// <summary>Sums of products in ascending order: one right answer for backends that keep the order.</summary>
    Ordered,

    /// <summary>Functions and reductions, whose fp32 value is free in its last places.</summary>
    Close,
}
