using LoraParity.Inference.Adapters.Config;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>What PEFT targets where <c>target_modules</c> is null, by <c>model_type</c> (<c>peft/utils/constants.py</c>).</summary>
internal static class DefaultTargets
{
    private static readonly ModuleNames QueryAndValue = new(["q_proj", "v_proj"]);
    private static readonly ModuleNames EncoderQueryAndValue = new(["query", "value"]);
    private static readonly ModuleNames Fused = new(["c_attn"]);

    /// <summary>The targets; null where PEFT has none for the type.</summary>
    public static ModuleNames? Of(string modelType) => modelType switch
    {
        "llama" or "llama4" or "mistral" or "mixtral" or "gemma" or "gemma2" or "gemma3_text" or "qwen2" or "qwen3" or "opt" or "stablelm" => QueryAndValue,
        "bert" or "roberta" or "xlm-roberta" or "electra" => EncoderQueryAndValue,
        "gpt2" or "gpt_bigcode" => Fused,
        _ => null,
    };
}
