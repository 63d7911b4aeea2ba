using System.Text.Json;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>A fixture under tests/fixtures/peft or peft-kinds.</summary>
internal sealed class PeftGolden : Golden
{
    private readonly string _folder;
    private readonly bool _batched;

    public PeftGolden(string kind, string name)
        : base(SharedFixtures.Own(kind, name))
    {
        _folder = SharedFixtures.Own(kind, name);
        _batched = Expected.Find("input_ids").Shape.Count == 2;
        Adapters = [.. Facts.GetProperty("adapters").EnumerateArray().Select(AdapterOf)];
        Variants = [.. Expected.Entries.Where(entry => entry.Name.StartsWith("logits.", StringComparison.Ordinal)).Select(entry => VariantOf(entry.Name["logits.".Length..]))];
        Prompts = _batched ? Batch() : [Integers("input_ids")];
    }

    public override string Base => Path.Combine(_folder, "base");

    public override IReadOnlyList<AdapterSource> Adapters { get; }

    public override IReadOnlyList<Variant> Variants { get; }

    public override IReadOnlyList<IReadOnlyList<int>> Prompts { get; }

    /// <summary>How many tokens the fixture's runs decoded at most; 0 for classifiers.</summary>
    public int NewTokens => Facts.GetProperty(_batched ? "new_tokens" : "max_new_tokens").GetInt32();

    /// <summary>How many of our tokens can be compared: the batched fixtures suppress the end of the text, so all before it.</summary>
    public int Comparable(int[] ours) => _batched && ours.Length < NewTokens ? ours.Length - 1 : NewTokens;

    public override float[] Logits(string variant, int prompt)
    {
        var name = $"logits.{StoredKey(variant)}";
        var all = Floats(name);
        if (!_batched)
            return all;
        var shape = Expected.Find(name).Shape;
        var width = (int)shape[^1];
        var size = all.Length / Prompts.Count;
        var used = shape.Count == 2 ? width : Prompts[prompt].Count * width;
        return all[(prompt * size)..(prompt * size + used)];
    }

    public override IReadOnlyList<int> Tokens(string variant, int prompt)
    {
        var all = Integers($"tokens.{StoredKey(variant)}");
        var size = _batched ? all.Length / Prompts.Count : all.Length;
        return all[(prompt * size)..((prompt + 1) * size)];
    }

    private static string StoredKey(string variant) => variant.Replace("none.", "base.", StringComparison.Ordinal);

    private IReadOnlyList<int>[] Batch()
    {
        var (ids, mask) = (Integers("input_ids"), Integers("attention_mask"));
        var width = (int)Expected.Find("input_ids").Shape[1];
        return [.. Enumerable.Range(0, ids.Length / width).Select(row => ids[(row * width)..(row * width + mask.AsSpan(row * width, width).Count(1))])];
    }

    private AdapterSource AdapterOf(JsonElement name, int index) =>
        new(Path.Combine(_folder, name.GetString()!), Option("weights") is { } weights ? weights[index].GetSingle() : 1);

    /// <summary>expected.json names what is not in the adapter's files.</summary>
    private Variant VariantOf(string key)
    {
        Assert.True(Variant.TryParse(key.Replace("base.", "none.", StringComparison.Ordinal), out var variant));
        return variant! with
        {
            Mode = Option("safe")?.ValueKind == JsonValueKind.True ? MergeMode.Safe : MergeMode.Plain,
            AdapterDtype = Option("autocast")?.ValueKind == JsonValueKind.False ? AdapterPrecision.Base : AdapterPrecision.Fp32,
        };
    }

    private JsonElement? Option(string name) =>
        Facts.TryGetProperty("options", out var options) && options.TryGetProperty(name, out var value) ? value : null;
}
