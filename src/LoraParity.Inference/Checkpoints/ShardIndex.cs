using LoraParity.Diagnostics;
using LoraParity.Inference.Json;

namespace LoraParity.Inference.Checkpoints;

/// <summary>A <c>model.safetensors.index.json</c>: which shard holds which tensor.</summary>
internal static class ShardIndex
{
    /// <summary>The index's file name in a checkpoint.</summary>
    public const string FileName = "model.safetensors.index.json";

    /// <summary>Reads an index.</summary>
    /// <param name="path">The index's file.</param>
    /// <returns>Tensor name to shard file name; every shard's name stays inside the folder.</returns>
    /// <exception cref="InputException">The index is malformed or names a file outside its folder.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var index = JsonFile.Read(path);
        var map = index.FindObject("weight_map") ?? throw index.Missing("weight_map");
        var shards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tensor in map.Names)
            shards[tensor] = CheckName(path, map.FindText(tensor) ?? throw map.Missing(tensor));
        return shards.Count > 0 ? shards : throw new InputException($"The field 'weight_map' of '{path}' names no tensors.");
    }

    private static string CheckName(string path, string shard)
    {
        var leaves = Path.IsPathRooted(shard) || shard.Contains(':') || shard.Split('/', '\\').Any(part => part is "" or "." or "..");
        if (leaves)
            throw new InputException($"The index '{path}' names the shard '{shard}', which is not a file inside its folder.");
        return shard;
    }
}
