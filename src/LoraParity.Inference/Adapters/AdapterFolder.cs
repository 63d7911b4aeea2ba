using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Json;
using LoraParity.Running;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters;

/// <summary>An adapter's folder, opened and laid against a model's modules.</summary>
internal sealed class AdapterFolder : IDisposable
{
    private readonly SafetensorsFile _file;

    private AdapterFolder(SafetensorsFile file, AdapterWeights weights) => (_file, Weights) = (file, weights);

    /// <summary>What the adapter brings.</summary>
    public AdapterWeights Weights { get; }

    /// <summary>Opens an adapter.</summary>
    /// <param name="source">Its folder and weight.</param>
    /// <param name="model">The base's modules.</param>
    /// <exception cref="InputException">The adapter is malformed or does not fit the base.</exception>
    public static AdapterFolder Open(AdapterSource source, Model model)
    {
        var config = JsonFile.Read(Path.Combine(source.Path, "adapter_config.json"));
        var file = SafetensorsFile.Open(Path.Combine(source.Path, "adapter_model.safetensors"));
        var alpha = config.Number("lora_alpha") * source.Weight;
        var modules = new Dictionary<string, LoraModule>(StringComparer.Ordinal);
        foreach (var entry in file.Entries.Where(entry => entry.Name.EndsWith(".lora_A.weight", StringComparison.Ordinal)))
        {
            var path = entry.Name["base_model.model.".Length..^".lora_A.weight".Length];
            var rank = entry.Shape[0];
            var scaling = config.FindFlag("use_rslora") == true ? alpha / Math.Sqrt(rank) : alpha / rank;
            modules[path] = new LoraModule(
                new CheckpointTensor(file, entry), new CheckpointTensor(file, file.Find(entry.Name.Replace("lora_A", "lora_B", StringComparison.Ordinal))), scaling);
        }

        var foreign = modules.Keys.Except(model.Modules.Select(module => module.Path)).ToList();
        if (foreign.Count > 0)
            throw new InputException($"The adapter '{source.Path}' has weights for '{foreign[0]}', which the base does not have.");
        return new AdapterFolder(file, new AdapterWeights(source.Path) { Modules = modules });
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
