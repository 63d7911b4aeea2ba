using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Fields;
using LoraParity.Specs.Shapes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Planning;

/// <summary>Turns the matrix into its variants: none, attached, merged (merge × save × compute), checkpoints, without what is excluded.</summary>
internal static class MatrixExpander
{
    public static IReadOnlyList<Variant> Expand(Located<MatrixEntry> matrix, Problems problems)
    {
        CheckAdapterDtype(matrix.Value, problems);
        CheckCheckpoints(matrix.Value.Checkpoints, problems);
        var all = All(matrix.Value).ToArray();
        foreach (var exclude in matrix.Value.Exclude.Where(e => all.Length > 0 && !all.Any(e.Value.MatchesVariant)))
            problems.Add(exclude.Node, $"This exclude matches no variant: no variant of the matrix has {Describe(exclude.Value)}. Correct or remove it.");

        Variant[] kept = [.. all.Where(v => !matrix.Value.Exclude.Any(e => e.Value.MatchesVariant(v)))];
        if (kept.Length == 0)
            problems.Add(matrix.Node, EmptyMatrix(all.Length == 0));
        return kept;
    }

    /// <summary>An exclude or override in words, such as <c>merge bf16 and save fp16</c>.</summary>
    public static string Describe(ToleranceMatch match)
    {
        var fields = new List<string>();
        Add("application", match.Application?.ToString().ToLowerInvariant());
        Add("merge", match.Merge?.Name());
        Add("save", match.Save?.Name());
        Add("compute", match.Compute?.Name());
        Add("checkpoint", match.Checkpoint);
        Add("prompt", match.Prompt);
        return Words.Join(fields, "and");

        void Add(string name, string? value)
        {
            if (value is not null)
                fields.Add($"{name} '{value}'");
        }
    }

    private static IEnumerable<Variant> All(MatrixEntry matrix) =>
    [
        .. matrix.None.Select(Variant.None),
        .. (matrix.Attached?.Compute ?? []).Select(compute => Variant.Attached(compute, matrix.AdapterDtype)),
        .. matrix.Merged is null ? [] : Merged(matrix.Merged, matrix.AdapterDtype),
        .. matrix.Checkpoints.SelectMany(c => c.Value.Compute.Select(compute => Variant.FromCheckpoint(c.Value.Name, compute))),
    ];

    private static IEnumerable<Variant> Merged(MergedEntry merged, AdapterPrecision adapterDtype) =>
        from merge in merged.Merge
        from save in merged.Save
        from compute in merged.Compute
        select Variant.Merged(merge, save, compute, merged.Mode) with { AdapterDtype = adapterDtype };

    private static void CheckAdapterDtype(MatrixEntry matrix, Problems problems)
    {
        if (matrix.Merged?.AdapterDtype is { } merged && matrix.Attached?.AdapterDtype is { } attached && merged.Value != attached)
        {
            problems.Add(
                merged.Node,
                "'matrix.merged.adapter_dtype' differs from 'matrix.attached.adapter_dtype'; a spec has one dtype for the adapter's weights, so use a second spec.");
        }
    }

    private static void CheckCheckpoints(IReadOnlyList<Located<CheckpointEntry>> checkpoints, Problems problems)
    {
        var seen = new Dictionary<string, Located<CheckpointEntry>>(StringComparer.OrdinalIgnoreCase);
        foreach (var checkpoint in checkpoints)
        {
            if (!seen.TryAdd(checkpoint.Value.Name, checkpoint))
                problems.Add(checkpoint.Node, Duplicates.Sentence("checkpoint name", checkpoint.Value.Name, seen[checkpoint.Value.Name].Value.Name, seen[checkpoint.Value.Name].Node));
        }
    }

    private static string EmptyMatrix(bool none) => none
        ? "'matrix' has no variants; give at least one of none, attached, merged and checkpoints."
        : "'matrix' has no variants left: 'exclude' removes every one.";
}
