using System.Text.Json;
using LoraParity.Inference.Json;

namespace LoraParity.Inference.Adapters.Config;

/// <summary>Reads adapter_config.json into a record, by PEFT's rules for its fields.</summary>
internal static class PeftConfigReader
{
    /// <summary>Reads the config.</summary>
    public static PeftConfig Read(JsonFields fields)
    {
        var type = fields.Text("peft_type");
        var config = new PeftConfig
        {
            Fields = fields,
            PeftType = type,
            TaskType = fields.FindText("task_type"),
            BaseModel = fields.FindText("base_model_name_or_path"),
            PeftVersion = fields.FindText("peft_version"),
        };
        return type == PeftConfig.Lora
            ? WithTargets(WithArithmetic(config)) with { Problems = PeftRules.Check(fields) }
            : config with { Problems = [PeftTypes.Refuse(fields, type)] };
    }

    private static PeftConfig WithArithmetic(PeftConfig config)
    {
        var fields = config.Fields;
        return config with
        {
            Rank = fields.FindPositive("r") ?? config.Rank,
            Alpha = fields.FindNumber("lora_alpha") ?? config.Alpha,
            RankPattern = Patterns(fields, "rank_pattern", (patterns, key) => patterns.Positive(key)),
            AlphaPattern = Patterns(fields, "alpha_pattern", (patterns, key) => patterns.Number(key)),
            UseRslora = fields.FindFlag("use_rslora") ?? false,
            UseDora = fields.FindFlag("use_dora") ?? false,
            LoraBias = fields.FindFlag("lora_bias") ?? false,
            FanInFanOut = fields.FindFlag("fan_in_fan_out") ?? false,
            Bias = BiasOf(fields),
        };
    }

    private static PeftConfig WithTargets(PeftConfig config)
    {
        var fields = config.Fields;
        return config with
        {
            TargetModules = Names(fields, "target_modules"),
            ExcludeModules = Names(fields, "exclude_modules"),
            LayersToTransform = Layers(fields),
            LayersPattern = [.. OneOrMany(fields, "layers_pattern").Where(pattern => pattern.Length > 0)],
            TargetParameters = fields.FindTexts("target_parameters") ?? [],
            ModulesToSave = [.. (fields.FindTexts("modules_to_save") ?? []).Distinct()],
            TrainableTokens = Tokens(fields),
            EnsureWeightTying = fields.FindFlag("ensure_weight_tying") ?? false,
        };
    }

    private static List<KeyValuePair<string, T>> Patterns<T>(JsonFields fields, string name, Func<JsonFields, string, T> read) =>
        fields.FindObject(name) is { } patterns
            ? [.. patterns.Names.Select(key => KeyValuePair.Create(key, read(patterns, key)))]
            : [];

    private static BiasMode BiasOf(JsonFields fields) => fields.FindText("bias") switch
    {
        null or "none" => BiasMode.None,
        "all" => BiasMode.All,
        "lora_only" => BiasMode.LoraOnly,
        _ => throw fields.Unexpected("bias", "'none', 'all' or 'lora_only'"),
    };

    private static ModuleNames? Names(JsonFields fields, string name) => fields.Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.String => new ModuleNames([], fields.Text(name)),
        JsonValueKind.Array => new ModuleNames(fields.FindTexts(name)!),
        _ => throw fields.Unexpected(name, "a list of strings or a regular expression"),
    };

    private static IReadOnlyList<string> OneOrMany(JsonFields fields, string name) =>
        fields.Find(name)?.ValueKind == JsonValueKind.String ? [fields.Text(name)] : fields.FindTexts(name) ?? [];

    private static IReadOnlyList<int>? Layers(JsonFields fields)
    {
        const string Name = "layers_to_transform";
        var layers = fields.Find(Name)?.ValueKind == JsonValueKind.Number ? [fields.FindInteger(Name)!.Value] : fields.FindIntegers(Name);
        return layers is { Count: 0 } ? null : layers;
    }

    private static List<KeyValuePair<string, IReadOnlyList<int>>> Tokens(JsonFields fields)
    {
        const string Name = "trainable_token_indices";
        if (fields.Find(Name)?.ValueKind != JsonValueKind.Object)
            return fields.FindIntegers(Name) is { } indices ? [KeyValuePair.Create(PeftConfig.InputEmbedding, indices)] : [];
        var byModule = fields.FindObject(Name)!;
        return [.. byModule.Names.Select(module => KeyValuePair.Create(module, byModule.FindIntegers(module) ?? []))];
    }
}
