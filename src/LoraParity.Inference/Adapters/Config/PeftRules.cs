using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Json;

namespace LoraParity.Inference.Adapters.Config;

/// <summary>What in a LoRA config cannot be run, with the reason: PEFT's refusals, variants not computed here, unknown fields.</summary>
internal static class PeftRules
{
    /// <summary>Fields of <c>LoraConfig</c> that are read elsewhere or change nothing at inference.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "task_type", "peft_type", "auto_mapping", "peft_version", "base_model_name_or_path", "revision", "inference_mode",
        "r", "lora_alpha", "rank_pattern", "alpha_pattern", "use_rslora", "use_dora", "lora_bias", "fan_in_fan_out", "bias", "lora_dropout",
        "target_modules", "exclude_modules", "layers_to_transform", "layers_pattern", "target_parameters", "modules_to_save",
        "trainable_token_indices", "ensure_weight_tying", "init_lora_weights", "loftq_config", "eva_config", "corda_config", "lora_ga_config",
        "megatron_core", "qalora_group_size", "velora_config", "runtime_config",
    };

    /// <summary>Variants that are refused when their field has a value, with the reason.</summary>
    private static readonly (string Field, string Reason)[] Variants =
    [
        ("alora_invocation_tokens", "aLoRA acts only from its invocation tokens on and PEFT cannot merge it"),
        ("arrow_config", "Arrow routes each token between adapters and PEFT cannot merge it"),
        ("use_qalora", "QALoRA pools its inputs on a GPTQ base and PEFT cannot merge it"),
        ("layer_replication", "replicated layers share one weight, into which PEFT cannot merge several adapters"),
        ("kasa_config", "KaSA truncates the base's weights by SVD when it is attached, which is not computed here"),
        ("monteclora_config", "MonteCLoRA samples its weights, which is not computed here"),
        ("use_bdlora", "BD-LoRA's block-diagonal factors are not computed here"),
        ("megatron_config", "Megatron's parallel layers are not computed here"),
    ];

    /// <summary>Initialisations that leave the base as it is.</summary>
    private static readonly HashSet<string> PlainInitialisations = new(StringComparer.Ordinal) { "gaussian", "eva", "orthogonal", "mica" };

    private static readonly string[] MutatingInitialisations = ["pissa", "olora", "corda", "loftq", "lora_ga"];

    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<Diagnostic> Check(JsonFields fields)
    {
        var problems = Variants.Where(variant => IsSet(fields, variant.Field)).Select(variant => Refusal(fields, variant.Field, variant.Reason)).ToList();
        problems.AddRange(CheckInitialisation(fields));
        problems.AddRange(CheckCombinations(fields).Select(reason => Sentence(fields, reason)));
        problems.AddRange(fields.Names.Where(name => IsUnknown(fields, name)).Select(name => Unknown(fields, name)));
        return problems;
    }

    private static IEnumerable<Diagnostic> CheckInitialisation(JsonFields fields)
    {
        const string Name = "init_lora_weights";
        if (fields.Find(Name) is not { ValueKind: not (JsonValueKind.True or JsonValueKind.False) } value)
            yield break;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.ToLowerInvariant() : "";
        if (MutatingInitialisations.Any(name => text.StartsWith(name, StringComparison.Ordinal)))
            yield return Refusal(fields, Name, "this initialisation changes the base's weights when the adapter is attached; save the adapter with path_initial_model_for_weight_conversion to convert it to plain LoRA");
        else if (!PlainInitialisations.Contains(text))
            yield return Refusal(fields, Name, "this initialisation is unknown and may change the base's weights");
    }

    /// <summary>Combinations that PEFT's <c>LoraConfig</c> and its layers raise an error for.</summary>
    private static IEnumerable<string> CheckCombinations(JsonFields fields)
    {
        var targetsPattern = fields.Find("target_modules")?.ValueKind == JsonValueKind.String;
        if (targetsPattern && fields.Has("layers_to_transform"))
            yield return "sets 'layers_to_transform' although 'target_modules' is a string, which PEFT refuses";
        if (targetsPattern && fields.Has("layers_pattern"))
            yield return "sets 'layers_pattern' although 'target_modules' is a string, which PEFT refuses";
        if (IsSet(fields, "layers_pattern") && !fields.Has("layers_to_transform"))
            yield return "sets 'layers_pattern' without 'layers_to_transform', which PEFT refuses";
        if (IsSet(fields, "lora_bias") && IsSet(fields, "use_dora"))
            yield return "sets both 'lora_bias' and 'use_dora', which PEFT refuses";
        if (IsSet(fields, "lora_bias") && fields.Find("init_lora_weights")?.ValueKind == JsonValueKind.String)
            yield return "sets 'lora_bias' with an 'init_lora_weights' other than true or false, which PEFT refuses";
        foreach (var name in new[] { "lora_dropout", "fan_in_fan_out", "lora_bias", "use_dora", "velora_config" })
        {
            if (IsSet(fields, "target_parameters") && IsSet(fields, name))
                yield return $"sets both 'target_parameters' and '{name}', which PEFT refuses";
        }
    }

    private static bool IsUnknown(JsonFields fields, string name) =>
        !Harmless.Contains(name) && Array.TrueForAll(Variants, variant => variant.Field != name) && IsSet(fields, name);

    /// <summary>Whether Python would take the value as true: not null, false, zero or empty.</summary>
    private static bool IsSet(JsonFields fields, string name) => fields.Find(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        _ => true,
    };

    private static Diagnostic Refusal(JsonFields fields, string name, string reason) =>
        Sentence(fields, $"sets '{name}' to '{fields.Shown(name)}': {reason}");

    private static Diagnostic Unknown(JsonFields fields, string name) =>
        Sentence(fields, $"sets the unknown field '{name}' to '{fields.Shown(name)}', which may change what the adapter computes; remove it where it is known to do nothing");

    private static Diagnostic Sentence(JsonFields fields, string what) => new($"The adapter config '{fields.File}' {what}.");
}
