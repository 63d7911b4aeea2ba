using System.Globalization;
using LoraParity.Diagnostics;
using LoraParity.Files;
using LoraParity.Reporting.Text;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Benching;

/// <summary>A checkpoint of random weights and an adapter on all of its linear layers, as files.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="shape">The model.</param>
internal sealed class BenchModel(string folder, BenchShape shape)
{
    private const int LayersOfShard = 8;
    private const double DeltaShare = 0.1;
    private const double Scaling = 2;

    /// <summary>The base's folder.</summary>
    public string Base => Path.Combine(folder, "base");

    /// <summary>The adapter's folder.</summary>
    public string Adapter => Path.Combine(folder, "adapter");

    /// <summary>Bytes of all weight files.</summary>
    public long Bytes => Shards().Sum(shard => shard.Sum(tensor => tensor.Length)) + Factors().Sum(tensor => tensor.Length);

    /// <summary>Weights of the base.</summary>
    public long Parameters => Shards().Sum(shard => shard.Sum(tensor => tensor.Elements));

    /// <summary>Whether an earlier run left the same model.</summary>
    public bool Exists => File.Exists(Marker) && File.ReadAllText(Marker) == BenchConfigs.Of(shape);

    // Written last: a folder without it is incomplete.
    private string Marker => Path.Combine(Base, "config.json");

    /// <summary>Writes everything.</summary>
    /// <exception cref="InputException">The disk has too little room.</exception>
    public void Write(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Base);
        Directory.CreateDirectory(Adapter);
        RequireRoom();
        File.Delete(Marker);
        var values = new BenchValues();
        WriteAdapter(values);
        WriteBase(values, cancellationToken);
        File.WriteAllText(Marker, BenchConfigs.Of(shape));
    }

    /// <summary>Removes what <see cref="Write"/> wrote.</summary>
    public void Delete()
    {
        Directory.Delete(Base, recursive: true);
        Directory.Delete(Adapter, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private void RequireRoom()
    {
        if (DiskSpace.Free(folder) is { } free && free < Bytes)
        {
            throw new InputException(
                $"The model takes {Figures.Bytes(Bytes)}, but the disk of '{folder}' has {Figures.Bytes(free)} left; name a folder on another disk, or a smaller --shape or --layers.");
        }
    }

    private void WriteBase(BenchValues values, CancellationToken cancellationToken)
    {
        var shards = Shards().ToList();
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < shards.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:D5}-of-{shards.Count:D5}.safetensors");
            using var writer = new SafetensorsWriter(Path.Combine(Base, name), shards[i], BenchConfigs.Metadata);
            foreach (var tensor in shards[i])
            {
                cancellationToken.ThrowIfCancellationRequested();
                index[tensor.Name] = name;
                values.Write(writer, tensor, Deviation(tensor));
            }

            writer.Complete();
        }

        File.WriteAllText(Path.Combine(Base, "model.safetensors.index.json"), BenchConfigs.Index(index, shards.Sum(shard => shard.Sum(tensor => tensor.Length))));
    }

    private void WriteAdapter(BenchValues values)
    {
        var factors = Factors().ToList();
        using (var writer = new SafetensorsWriter(Path.Combine(Adapter, "adapter_model.safetensors"), factors, BenchConfigs.Metadata))
        {
            foreach (var tensor in factors)
                values.Write(writer, tensor, Deviation(tensor));
            writer.Complete();
        }

        File.WriteAllText(Path.Combine(Adapter, "adapter_config.json"), BenchConfigs.Adapter(BenchOptions.Rank, Scaling, shape));
    }

    /// <summary>Norms are one; weights keep the size of what they multiply; ΔW is a tenth of W.</summary>
    private static double? Deviation(SafetensorsTensor tensor)
    {
        if (tensor.Name.EndsWith("norm.weight", StringComparison.Ordinal))
            return null;
        if (tensor.Name.EndsWith("lora_B.weight", StringComparison.Ordinal))
            return DeltaShare / Scaling / Math.Sqrt(BenchOptions.Rank);
        return 1 / Math.Sqrt(tensor.Shape[^1]);
    }

    private IEnumerable<IReadOnlyList<SafetensorsTensor>> Shards()
    {
        yield return [.. Ends()];
        foreach (var layers in Enumerable.Range(0, shape.Layers).Chunk(LayersOfShard))
            yield return [.. layers.SelectMany(Layer)];
    }

    private IEnumerable<SafetensorsTensor> Ends()
    {
        yield return Weight("model.embed_tokens.weight", shape.Vocabulary, shape.Hidden);
        yield return Weight("model.norm.weight", shape.Hidden);
        if (!shape.IsTied)
            yield return Weight("lm_head.weight", shape.Vocabulary, shape.Hidden);
    }

    private IEnumerable<SafetensorsTensor> Layer(int layer)
    {
        var path = $"model.layers.{layer}.";
        yield return Weight($"{path}input_layernorm.weight", shape.Hidden);
        yield return Weight($"{path}post_attention_layernorm.weight", shape.Hidden);
        foreach (var (name, outputs, inputs) in shape.Linears)
        {
            yield return Weight($"{path}{name}.weight", outputs, inputs);
            if (shape.HasBias && name is "self_attn.q_proj" or "self_attn.k_proj" or "self_attn.v_proj")
                yield return Weight($"{path}{name}.bias", outputs);
        }
    }

    private IEnumerable<SafetensorsTensor> Factors()
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var (name, outputs, inputs) in shape.Linears)
            {
                var path = $"base_model.model.model.layers.{layer}.{name}";
                yield return new SafetensorsTensor($"{path}.lora_A.weight", SafetensorsDtype.F32, [BenchOptions.Rank, inputs]);
                yield return new SafetensorsTensor($"{path}.lora_B.weight", SafetensorsDtype.F32, [outputs, BenchOptions.Rank]);
            }
        }
    }

    private static SafetensorsTensor Weight(string name, params long[] dimensions) => new(name, SafetensorsDtype.BF16, dimensions);
}
