using System.Diagnostics.CodeAnalysis;
using LoraParity.Diagnostics;
using LoraParity.Inference.Json;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Checkpoints;

/// <summary>
/// A model's folder as transformers saves it: config.json and safetensors weights, in one file or in shards with an index.
/// The weights stay on disk, mapped, until they are read. Safe to read from several threads.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>The configuration's file name.</summary>
    public const string ConfigFileName = "config.json";

    /// <summary>The weights' file name where there is one file.</summary>
    public const string WeightsFileName = "model.safetensors";

    private static readonly string[] PickledNames = ["pytorch_model.bin", "pytorch_model.bin.index.json", "model.bin", "consolidated.00.pth"];

    private readonly Dictionary<string, CheckpointTensor> _byName;
    private readonly IReadOnlyList<SafetensorsFile> _files;

    private Checkpoint(string folder, ModelConfig config, IReadOnlyList<int> eosTokenIds, IReadOnlyList<SafetensorsFile> files, IReadOnlyList<CheckpointTensor> tensors)
    {
        Folder = folder;
        Config = config;
        EosTokenIds = eosTokenIds;
        Tensors = tensors;
        _files = files;
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The folder as given.</summary>
    public string Folder { get; }

    /// <summary>The model's configuration.</summary>
    public ModelConfig Config { get; }

    /// <summary>Tokens that end a text: generation_config.json's, or else config.json's.</summary>
    public IReadOnlyList<int> EosTokenIds { get; }

    /// <summary>All tensors, shard by shard in the order of their bytes.</summary>
    public IReadOnlyList<CheckpointTensor> Tensors { get; }

    /// <summary>The element type of most of the bytes.</summary>
    internal SafetensorsDtype StoredDtype => Tensors.GroupBy(tensor => tensor.Dtype).MaxBy(group => group.Sum(tensor => tensor.Entry.Length))!.Key;

    /// <summary>The weight files, in the order of their names.</summary>
    public IEnumerable<string> WeightFiles => _files.Select(file => file.Path);

    /// <summary>Opens a checkpoint; reads its configuration and the headers of its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">The folder is no such checkpoint, or one of its files is malformed.</exception>
    public static Checkpoint Open(string folder)
    {
        CheckFolder(folder);
        var config = ModelConfig.Read(Path.Combine(folder, ConfigFileName));
        var eos = ReadEos(folder) ?? config.EosTokenIds;
        var single = Path.Combine(folder, WeightsFileName);
        if (File.Exists(single))
            return OpenSingle(folder, config, eos, single);
        var index = Path.Combine(folder, ShardIndex.FileName);
        return File.Exists(index) ? OpenShards(folder, config, eos, index) : throw NoWeights(folder);
    }

    /// <summary>Finds a tensor by name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out CheckpointTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <summary>Finds a tensor by name.</summary>
    /// <exception cref="InputException">The checkpoint has no such tensor.</exception>
    public CheckpointTensor Find(string name) =>
        _byName.TryGetValue(name, out var tensor) ? tensor : throw new InputException($"The checkpoint '{Folder}' has no tensor '{name}'.");

    /// <summary>Unmaps all files.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private static void CheckFolder(string folder)
    {
        if (File.Exists(folder))
            throw new InputException($"'{folder}' is a file; a checkpoint is a folder with {ConfigFileName} and {WeightsFileName}.");
        if (!Directory.Exists(folder))
            throw new InputException($"The checkpoint '{folder}' does not exist.");
        if (!File.Exists(Path.Combine(folder, ConfigFileName)) && File.Exists(Path.Combine(folder, "adapter_config.json")))
            throw new InputException($"'{folder}' is an adapter, not a checkpoint; name it under 'adapters' and its base model here.");
    }

    private static IReadOnlyList<int>? ReadEos(string folder)
    {
        var path = Path.Combine(folder, "generation_config.json");
        return File.Exists(path) ? ModelConfigReader.TokenIds(JsonFile.Read(path), "eos_token_id") : null;
    }

    private static Checkpoint OpenSingle(string folder, ModelConfig config, IReadOnlyList<int> eos, string path)
    {
        var file = SafetensorsFile.Open(path);
        return new Checkpoint(folder, config, eos, [file], [.. file.Entries.Select(entry => new CheckpointTensor(file, entry))]);
    }

    private static Checkpoint OpenShards(string folder, ModelConfig config, IReadOnlyList<int> eos, string indexPath)
    {
        var index = ShardIndex.Read(indexPath);
        var files = new SortedDictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        try
        {
            foreach (var shard in index.Values.Distinct())
                files[shard] = OpenShard(folder, indexPath, shard);
            CheckIndex(indexPath, index, files);
            var tensors = files.SelectMany(shard => Owned(shard.Key, shard.Value, index));
            return new Checkpoint(folder, config, eos, [.. files.Values], [.. tensors]);
        }
        catch
        {
            foreach (var file in files.Values)
                file.Dispose();
            throw;
        }
    }

    private static SafetensorsFile OpenShard(string folder, string indexPath, string shard)
    {
        var path = Path.Combine(folder, shard);
        return File.Exists(path)
            ? SafetensorsFile.Open(path)
            : throw new InputException($"The index '{indexPath}' names the shard '{shard}', which is missing.");
    }

    private static void CheckIndex(string indexPath, IReadOnlyDictionary<string, string> index, SortedDictionary<string, SafetensorsFile> files)
    {
        foreach (var (tensor, shard) in index)
        {
            if (!files[shard].TryFind(tensor, out _))
                throw new InputException($"The index '{indexPath}' says that '{shard}' holds the tensor '{tensor}', but it does not.");
        }
    }

    private static IEnumerable<CheckpointTensor> Owned(string shard, SafetensorsFile file, IReadOnlyDictionary<string, string> index) =>
        file.Entries
            .Where(entry => index.TryGetValue(entry.Name, out var owner) && owner == shard)
            .Select(entry => new CheckpointTensor(file, entry));

    private static InputException NoWeights(string folder)
    {
        var pickled = PickledNames.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));
        return pickled is null
            ? new InputException($"The checkpoint '{folder}' has neither {WeightsFileName} nor {ShardIndex.FileName}.")
            : new InputException($"The weights of '{folder}' are pickled ('{pickled}'), which can run code when loaded; save the model again with save_pretrained(…, safe_serialization=True).");
    }
}
