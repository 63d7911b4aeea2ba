using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Checkpoints;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>Which files of a model are needed. What else a repository holds (other formats, pictures, optimizer states) stays there.</summary>
internal static class HubFiles
{
    private static readonly string[] Pickled =
        ["pytorch_model.bin", "pytorch_model.bin.index.json", "consolidated.00.pth", "adapter_model.bin"];

    private static readonly string[] Tokenizer =
    [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "chat_template.jinja",
        "vocab.json", "merges.txt", "vocab.txt", "tokenizer.model",
    ];

    /// <summary>The files beside the weights, the most telling first; most repositories lack some of them.</summary>
    public static IReadOnlyList<string> Small(HubContent content) => content == HubContent.Adapter
        ? [PeftConfig.FileName, "chat_template.jinja", "tokenizer_config.json"]
        : [Checkpoint.ConfigFileName, "generation_config.json", .. Tokenizer];

    /// <summary>The file that a repository must have.</summary>
    public static string Config(HubContent content) => content == HubContent.Adapter ? PeftConfig.FileName : Checkpoint.ConfigFileName;

    /// <summary>The weights' one file.</summary>
    public static string Weights(HubContent content) => content == HubContent.Adapter ? AdapterFile.FileName : Checkpoint.WeightsFileName;

    /// <summary>Checks that a listing can be used at all.</summary>
    /// <exception cref="Diagnostics.InputException">It lacks the configuration or safetensors weights.</exception>
    public static void Check(HubId id, HubContent content, IReadOnlySet<string> files)
    {
        var config = Config(content);
        if (!files.Contains(config))
        {
            throw content == HubContent.Adapter
                ? HubErrors.NoAdapter(id, config, files.Contains(Checkpoint.ConfigFileName))
                : HubErrors.NoCheckpoint(id, files.Contains(PeftConfig.FileName));
        }

        var weights = Weights(content);
        if (files.Contains(weights) || content == HubContent.Checkpoint && files.Contains(ShardIndex.FileName))
            return;
        var pickled = Pickled.FirstOrDefault(files.Contains);
        throw content == HubContent.Adapter && pickled is null ? HubErrors.NoAdapter(id, weights, isCheckpoint: false) : HubErrors.NoWeights(id, pickled);
    }

    /// <summary>What a snapshot in the cache still lacks of the configuration and the weights; null where it can be opened.</summary>
    public static string? Missing(HubCache cache, string commit, HubContent content)
    {
        if (!cache.Holds(commit, Config(content)))
            return $"no {Config(content)}";
        if (cache.Holds(commit, Weights(content)))
            return null;
        if (content == HubContent.Adapter || !cache.Holds(commit, ShardIndex.FileName))
            return $"no {Weights(content)}";
        var shard = Shards(cache, commit).FirstOrDefault(shard => !cache.Holds(commit, shard));
        return shard is null ? null : $"no {shard}";
    }

    /// <summary>The shards that the index of a snapshot in the cache names.</summary>
    public static IReadOnlyList<string> Shards(HubCache cache, string commit) =>
        [.. ShardIndex.Read(Path.Combine(cache.Snapshot(commit), ShardIndex.FileName)).Values.Distinct()];

    /// <summary>Whether nothing has to be asked of the hub: every file is here or known to be absent.</summary>
    public static bool IsComplete(HubCache cache, string commit, HubContent content) =>
        Missing(cache, commit, content) is null
        && Small(content).All(file => cache.Holds(commit, file) || cache.Lacks(commit, file));
}
