using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads a BPE model.</summary>
internal sealed class BpeReader
{
    private readonly ComponentJson _json;
    private readonly BpeOptions _options;
    private readonly Vocabulary _vocabulary;
    private readonly MergeTable _merges;

    private BpeReader(ComponentJson json)
    {
        _json = json;
        _options = new BpeOptions
        {
            UnknownToken = json.OptionalText("unk_token"),
            ContinuingPrefix = json.OptionalText("continuing_subword_prefix") ?? "",
            EndSuffix = json.OptionalText("end_of_word_suffix") ?? "",
            FusesUnknown = json.Flag("fuse_unk", false),
            FallsBackToBytes = json.Flag("byte_fallback", false),
            IgnoresMerges = json.Flag("ignore_merges", false),
        };
        _vocabulary = VocabularyReader.Read(json);
        _merges = new MergeTable(json.List("merges").GetArrayLength());
    }

    /// <summary>The model; dropout, which is for training, is read over.</summary>
    internal static BpeModel Read(ComponentJson json)
    {
        var reader = new BpeReader(json);
        reader.ReadMerges();
        return new BpeModel(reader._vocabulary, reader._merges, reader._options);
    }

    private void ReadMerges()
    {
        var rank = 0;
        foreach (var merge in _json.List("merges").EnumerateArray())
        {
            // Early files carry the first line of merges.txt along.
            if (merge.ValueKind == JsonValueKind.String && merge.GetString()!.StartsWith("#version", StringComparison.Ordinal)) continue;
            Add(rank, merge);
            rank++;
        }
    }

    private void Add(int rank, JsonElement merge)
    {
        var (left, right) = Parts(merge);
        var prefix = _options.ContinuingPrefix.Length;
        if (right.Length < prefix) throw BadMerge(merge, "the second part is shorter than the prefix of continuing subwords");
        var result = string.Concat(left, right.AsSpan(prefix));
        _merges.Set(Id(left, merge), Id(right, merge), new Merge(rank, Id(result, merge)));
    }

    /// <summary>A merge is a pair of texts, or in older files one text with a space between the parts.</summary>
    private (string Left, string Right) Parts(JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
            && merge[0].ValueKind == JsonValueKind.String && merge[1].ValueKind == JsonValueKind.String)
            return (merge[0].GetString()!, merge[1].GetString()!);
        var parts = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Split(' ') : [];
        return parts.Length == 2 ? (parts[0], parts[1]) : throw BadMerge(merge, "it does not have two parts");
    }

    private int Id(string token, JsonElement merge) =>
        _vocabulary.IdOf(token) ?? throw BadMerge(merge, $"the token '{token}' is not in the vocabulary");

    private InputException BadMerge(JsonElement merge, string why) =>
        _json.Error($"The merge '{merge.ToString()}' cannot be used, because {why}");
}
