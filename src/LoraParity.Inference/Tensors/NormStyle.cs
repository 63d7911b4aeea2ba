namespace LoraParity.Inference.Tensors;

/// <summary>Where an RMSNorm rounds.</summary>
public enum NormStyle
{
    /// <summary>x·rsqrt(mean(x²)+ε) in fp32, rounded, then multiplied by w in the compute dtype and rounded again (<c>LlamaRMSNorm</c>).</summary>
    Llama,

    /// <summary>x·rsqrt(mean(x²)+ε)·(1 + w) in fp32, rounded once (<c>GemmaRMSNorm</c>).</summary>
    Gemma,
}
