using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>The trained example model: sixteen prompts, free decoding that stops at the end of the text.</summary>
internal sealed class DriftballGolden : Golden
{
    private static readonly string Models = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity", "models", "driftball");

    private readonly IReadOnlyList<string> _ids;

    public DriftballGolden()
        : base(SharedFixtures.Own("driftball"))
    {
        _ids = [.. Facts.GetProperty("prompts").EnumerateArray().Select(prompt => prompt.GetProperty("id").GetString()!)];
        Prompts = [.. _ids.Select(id => Integers($"input_ids.{id}"))];
        Variants = [.. Expected.Entries
            .Where(entry => entry.Name.StartsWith("logits.", StringComparison.Ordinal) && entry.Name.EndsWith($".{_ids[0]}", StringComparison.Ordinal))
            .Select(entry => VariantOf(entry.Name["logits.".Length..^(_ids[0].Length + 1)]))];
    }

    public override string Base => Path.Combine(Models, "base");

    public override IReadOnlyList<AdapterSource> Adapters { get; } = [new(Path.Combine(Models, "adapter"))];

    public override IReadOnlyList<Variant> Variants { get; }

    public override IReadOnlyList<IReadOnlyList<int>> Prompts { get; }

    public override float[] Logits(string variant, int prompt) => Floats($"logits.{variant}.{_ids[prompt]}");

    public override IReadOnlyList<int> Tokens(string variant, int prompt) => Integers($"tokens.{variant}.{_ids[prompt]}");

    private static Variant VariantOf(string key)
    {
        Assert.True(Variant.TryParse(key, out var variant));
        return variant!;
    }
}
