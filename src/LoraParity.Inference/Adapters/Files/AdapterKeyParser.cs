namespace LoraParity.Inference.Adapters.Files;

/// <summary>Takes apart the keys of adapter files in all forms that PEFT wrote over the years.</summary>
internal static class AdapterKeyParser
{
    /// <summary>What PEFT's wrapper puts before every name.</summary>
    public const string Prefix = "base_model.model.";

    private const string BaseLayer = "base_layer";
    private const string DefaultAdapter = "default";

    private static readonly Dictionary<string, AdapterTensorRole> Parts = new(StringComparer.Ordinal)
    {
        ["lora_A"] = AdapterTensorRole.A,
        ["lora_B"] = AdapterTensorRole.B,
        ["lora_embedding_A"] = AdapterTensorRole.EmbeddingA,
        ["lora_embedding_B"] = AdapterTensorRole.EmbeddingB,
        ["lora_magnitude_vector"] = AdapterTensorRole.Magnitude,
    };

    /// <summary>Takes a key apart.</summary>
    public static AdapterKey Parse(string key)
    {
        var name = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
        var parts = name.Split('.');
        var lora = Array.FindLastIndex(parts, part => part.StartsWith("lora_", StringComparison.Ordinal));
        if (parts.Contains("original_module"))
            return new AdapterKey(name, AdapterTensorRole.Ignored);
        if (Array.IndexOf(parts, "modules_to_save") is > 0 and var saved)
            return ParseSaved(name, parts, saved);
        if (Array.IndexOf(parts, "token_adapter") is > 0 and var tokens)
            return ParseTokens(name, parts, tokens);
        return lora > 0 ? ParseLora(name, parts, lora) : ParseParameter(parts);
    }

    private static AdapterKey ParseLora(string name, string[] parts, int lora)
    {
        var module = parts[..lora];
        var nesting = module.Reverse().TakeWhile(part => part == BaseLayer).Count();
        var rest = parts[(lora + 1)..];
        if (rest is [DefaultAdapter, ..])
            rest = rest[1..];
        var role = RoleOf(parts[lora], rest);
        return role == AdapterTensorRole.Unknown
            ? new AdapterKey(name, role)
            : new AdapterKey(string.Join('.', module[..^nesting]), role) { Nesting = nesting };
    }

    private static AdapterTensorRole RoleOf(string part, string[] rest) => rest switch
    {
        [] or ["weight"] => Parts.GetValueOrDefault(part, AdapterTensorRole.Unknown),
        ["bias"] when part == "lora_B" => AdapterTensorRole.BBias,
        _ => AdapterTensorRole.Unknown,
    };

    /// <summary>In memory a saved module's copy is <c>modules_to_save.default</c>; without the adapter's name PEFT does not read it.</summary>
    private static AdapterKey ParseSaved(string name, string[] parts, int saved) =>
        parts.Length > saved + 2 && parts[saved + 1] == DefaultAdapter
            ? ParseParameter([.. parts[..saved], .. parts[(saved + 2)..]])
            : new AdapterKey(name, AdapterTensorRole.Ignored);

    private static AdapterKey ParseTokens(string name, string[] parts, int tokens) => parts[(tokens + 1)..] switch
    {
        ["trainable_tokens_delta"] or ["trainable_tokens_delta", DefaultAdapter] =>
            new AdapterKey(string.Join('.', parts[..tokens]), AdapterTensorRole.TokenRows),
        [BaseLayer, var parameter] => ParseParameter([.. parts[..tokens], BaseLayer, parameter]),
        _ => new AdapterKey(name, AdapterTensorRole.Unknown),
    };

    private static AdapterKey ParseParameter(string[] parts)
    {
        var module = parts[..^1];
        var inBaseLayer = module is [.., BaseLayer];
        return new AdapterKey(string.Join('.', inBaseLayer ? module[..^1] : module), AdapterTensorRole.Parameter)
        {
            Parameter = parts[^1],
            InBaseLayer = inBaseLayer,
        };
    }
}
