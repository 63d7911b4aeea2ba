using LoraParity.Matrix;
using LoraParity.Specs.Fields;
using LoraParity.Specs.Shapes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Planning;

/// <summary>Finds the variant that all others are compared with.</summary>
internal sealed class ReferenceReader(MatrixEntry matrix, bool hasAdapters, Problems problems)
{
    private const string DefaultKey = "attached.fp32";

    /// <summary>The reference, or null where it cannot be formed.</summary>
    /// <param name="field">The field, or null where the spec has none.</param>
    /// <param name="root">Where a problem with the default is reported.</param>
    public Variant? Read(Located<string>? field, SpecNode root)
    {
        var key = field?.Value ?? DefaultKey;
        if (!Variant.TryParse(key, out var variant))
        {
            problems.Add(field!.Node, $"'reference' must be a variant key such as attached.fp32, none.bf16, merged.bf16.bf16.fp16 (merge, save, compute) or checkpoint.NAME.bf16, not '{key}'{Hint(key)}.");
            return null;
        }

        var why = WhyNotFormed(variant!);
        if (why is not null)
            problems.Add(field?.Node ?? root, $"The reference '{key}'{(field is null ? " (the default)" : "")} cannot be formed: {why}.");
        return why is null ? WithSettings(variant!) : null;
    }

    private string? WhyNotFormed(Variant variant)
    {
        if (variant.Application is Application.Attached or Application.Merged && !hasAdapters)
            return "the spec has no adapters; add 'adapters', or set 'reference' to a variant without them";
        if (variant.Application != Application.Checkpoint)
            return null;

        var names = matrix.Checkpoints.Select(c => c.Value.Name).ToArray();
        if (names.Contains(variant.Checkpoint))
            return null;
        var near = NearestName.Of(variant.Checkpoint!, names);
        return $"the matrix has no checkpoint '{variant.Checkpoint}'" + (near is null ? "" : $"; the nearest is '{near}'");
    }

    private Variant WithSettings(Variant variant) => variant.Application switch
    {
        Application.Attached => variant with { AdapterDtype = matrix.AdapterDtype },
        Application.Merged => variant with { AdapterDtype = matrix.AdapterDtype, Mode = matrix.Merged?.Mode ?? MergeMode.Plain },
        _ => variant,
    };

    private static string Hint(string key)
    {
        var near = NearestName.Of(key, KnownKeys());
        return near is null ? "" : $"; the nearest is '{near}'";
    }

    private static IEnumerable<string> KnownKeys() =>
        from key in PrecisionNames.All.SelectMany(p => new[] { $"none.{p}", $"attached.{p}", $"merged.{p}.{p}.{p}" })
        select key;
}
