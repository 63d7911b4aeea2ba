namespace LoraParity.Matrix;

/// <summary>PEFT's two ways to add ΔW to a weight (<c>peft/tuners/lora/layer.py</c>, <c>merge</c>).</summary>
public enum MergeMode
{
    /// <summary>W + ΔW is summed in fp32 and rounded once to the merge dtype (<c>safe_merge=False</c>).</summary>
    Plain,

    /// <summary>ΔW is rounded to the merge dtype first, then added and rounded again (<c>safe_merge=True</c>).</summary>
    Safe,
}
