using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Merging;

/// <summary>The files that go along with a merged checkpoint: tokenizer, generation settings, chat template, code, licence.</summary>
internal static class BaseFiles
{
    private static readonly HashSet<string> WeightExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".safetensors", ".bin", ".pt", ".pth", ".ckpt", ".gguf", ".h5", ".msgpack", ".onnx", ".ot", ".npz",
    };

    private static readonly string[] TokenizerFiles = ["tokenizer.json", "tokenizer.model", "tokenizer_config.json", "chat_template.jinja", "added_tokens.json"];

    /// <summary>The files of a base's folder that are neither weights nor about the base itself.</summary>
    public static IReadOnlyList<string> ToCopy(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsWanted).Order(StringComparer.Ordinal)];

    /// <summary>A sentence for each adapter whose tokenizer is not the base's.</summary>
    public static IEnumerable<string> OtherTokenizers(string basePath, IEnumerable<string> adapters) =>
        from adapter in adapters
        let other = TokenizerFiles.Where(name => File.Exists(Path.Combine(adapter, name)) && !IsSame(Path.Combine(adapter, name), Path.Combine(basePath, name))).ToList()
        where other.Count > 0
        select $"The adapter '{adapter}' has {string.Join(" and ", other.Select(name => $"'{name}'"))} of its own, unlike the base's, which is what was copied.";

    private static bool IsWanted(string path)
    {
        var name = Path.GetFileName(path);
        return name[0] != '.'
            && name != Checkpoint.ConfigFileName && name != PeftConfig.FileName
            && !WeightExtensions.Contains(Path.GetExtension(name))
            && !name.EndsWith(".index.json", StringComparison.Ordinal)
            && !name.Equals("README.md", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSame(string a, string b) => File.Exists(b) && File.ReadAllBytes(a).AsSpan().SequenceEqual(File.ReadAllBytes(b));
}
