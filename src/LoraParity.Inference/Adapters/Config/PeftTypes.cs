using LoraParity.Diagnostics;
using LoraParity.Inference.Json;

namespace LoraParity.Inference.Adapters.Config;

/// <summary>The values of <c>peft_type</c> (<c>peft/utils/peft_types.py</c>).</summary>
internal static class PeftTypes
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "PROMPT_TUNING", "MULTITASK_PROMPT_TUNING", "P_TUNING", "PREFIX_TUNING", "LORA", "ADALORA", "ADAMSS", "BOFT", "ADAPTION_PROMPT",
        "IA3", "BEFT", "BONE", "LILY", "LOHA", "LOKR", "OFT", "POLY", "LN_TUNING", "VERA", "FROD", "PVERA", "FOURIERFT", "GLORA", "XLORA",
        "HRA", "VBLORA", "UNILORA", "CPT", "MISS", "RANDLORA", "ROAD", "TRAINABLE_TOKENS", "HIRA", "SHIRA", "C3A", "WAVEFT", "OSF",
        "DELORA", "GRALORA", "CARTRIDGE", "TINYLORA", "PSOFT", "PEANUT", "SUPERTUNING", "DEFT",
    };

    /// <summary>The sentence for a type other than LoRA.</summary>
    public static Diagnostic Refuse(JsonFields fields, string type) => new(Known.Contains(type)
        ? $"The adapter config '{fields.File}' has the peft_type '{type}'; only '{PeftConfig.Lora}' can be run."
        : $"The adapter config '{fields.File}' has the unknown peft_type '{type}'; only '{PeftConfig.Lora}' can be run.");
}
