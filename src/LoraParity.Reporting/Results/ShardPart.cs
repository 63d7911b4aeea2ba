namespace LoraParity.Reporting.Results;

/// <summary>One shard's document on its way into a joined one.</summary>
/// <param name="File">Where it was read from, for messages.</param>
/// <param name="Document">The document.</param>
/// <param name="Shard">Which part it is.</param>
internal sealed record ShardPart(string File, ResultsDocument Document, ShardRecord Shard)
{
    /// <summary>Its part of a spec, or null where it has none.</summary>
    public SpecRecord? Of(string spec) => Document.Specs.FirstOrDefault(s => s.Spec == spec);
}
