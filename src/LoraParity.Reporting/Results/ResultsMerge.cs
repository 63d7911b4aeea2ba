using System.Globalization;
using LoraParity.Diagnostics;

namespace LoraParity.Reporting.Results;

/// <summary>Joins the documents of all shards of a suite into the one that a single run gives.</summary>
public static class ResultsMerge
{
    /// <summary>Joins documents.</summary>
    /// <param name="shards">All shards' documents with the names of their files, in any order.</param>
    /// <exception cref="InputException">A shard is missing, there twice, or of another run.</exception>
    public static ResultsDocument Merge(IReadOnlyList<(string File, ResultsDocument Document)> shards)
    {
        var parts = shards.Select(s => new ShardPart(s.File, s.Document, RequireShard(s.File, s.Document))).OrderBy(p => p.Shard.Index).ToList();
        RequireAll(parts);
        foreach (var part in parts.Skip(1))
            RequireSameSuite(parts[0], part);
        return new ResultsDocument
        {
            Tool = parts[0].Document.Tool,
            Specs = [.. parts[0].Shard.Specs.Where(s => s.Variants.Count > 0).Select(s => new SpecMerge(s, parts).Join())],
        };
    }

    private static ShardRecord RequireShard(string file, ResultsDocument document) => document.Shard
        ?? throw new InputException($"'{file}' is no shard's result: it holds a whole run, made without --shard.");

    private static void RequireAll(List<ShardPart> parts)
    {
        if (parts.Count == 0)
            throw new InputException("There are no shards' results to join; name their files.");
        var count = parts[0].Shard.Count;
        if (parts.Find(p => p.Shard.Count != count) is { } other)
            throw new InputException(FormattableString.Invariant($"'{parts[0].File}' is one of {count} shards and '{other.File}' one of {other.Shard.Count}: they are of different runs."));
        foreach (var (first, second) in parts.Zip(parts.Skip(1)).Where(p => p.First.Shard.Index == p.Second.Shard.Index))
            throw new InputException(FormattableString.Invariant($"Shard {first.Shard.Index} of {count} is there twice: '{first.File}' and '{second.File}'."));
        var missing = Enumerable.Range(1, count).Except(parts.Select(p => p.Shard.Index)).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        if (missing.Count > 0)
        {
            throw new InputException(
                $"Shard{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing)} of {count.ToString(CultureInfo.InvariantCulture)} {(missing.Count == 1 ? "is" : "are")} missing: "
                + "its process ended before it wrote its results, or its file was not named.");
        }
    }

    private static void RequireSameSuite(ShardPart first, ShardPart part)
    {
        if (part.Document.Tool != first.Document.Tool)
            throw new InputException($"'{first.File}' was written by '{first.Document.Tool}' and '{part.File}' by '{part.Document.Tool}': run all shards with one version.");
        foreach (var (a, b) in first.Shard.Specs.Zip(part.Shard.Specs))
        {
            if (a.Spec != b.Spec || a.SpecSha256 != b.SpecSha256 || !a.Variants.SequenceEqual(b.Variants))
                throw new InputException($"'{first.File}' and '{part.File}' ran different suites: the spec '{a.Spec}', its text or its selected variants are not the same in both.");
        }

        if (first.Shard.Specs.Count != part.Shard.Specs.Count)
            throw new InputException(FormattableString.Invariant($"'{first.File}' is of a suite of {first.Shard.Specs.Count} specs and '{part.File}' of {part.Shard.Specs.Count}: run all shards on the same specs."));
    }
}
