namespace LoraParity.Matrix;

/// <summary>In which dtype the adapter's own weights are held in memory.</summary>
public enum AdapterPrecision
{
    /// <summary>16-bit adapters are raised to fp32: PEFT's default (<c>autocast_adapter_dtype=True</c>).</summary>
    Fp32,

    /// <summary>The base model's dtype: PEFT with <c>autocast_adapter_dtype=False</c>.</summary>
    Base,
}
