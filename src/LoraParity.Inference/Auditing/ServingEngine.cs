namespace LoraParity.Inference.Auditing;

/// <summary>Programs that run adapters, each with its own reading of adapter_config.json.</summary>
public enum ServingEngine
{
    /// <summary>The reference.</summary>
    Peft,

    /// <summary>vLLM (<c>vllm/lora/peft_helper.py</c>).</summary>
    Vllm,

    /// <summary>LoRAX (<c>server/lorax_server/adapters/lora.py</c>, with the PEFT 0.4.0 that it pins).</summary>
    Lorax,

    /// <summary>llama.cpp (<c>convert_lora_to_gguf.py</c> and <c>llama-adapter.h</c>).</summary>
    LlamaCpp,
}
