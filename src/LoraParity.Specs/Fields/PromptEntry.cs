using LoraParity.Plans;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Fields;

/// <summary>An item of <c>prompts</c>; files are not read yet.</summary>
internal sealed record PromptEntry(SpecNode Node, int MaxNewTokens)
{
    public string? Id { get; init; }

    /// <summary>The id in the file, or the whole item where it has none.</summary>
    public required SpecNode IdNode { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<int>? TokenIds { get; init; }

    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Path or pattern of the files whose texts are prompts.</summary>
    public string? File { get; init; }

    public required SpecNode FileNode { get; init; }
}
