using LoraParity.Diagnostics;

namespace LoraParity.Plans;

/// <summary>One prompt of a plan. Exactly one of text, token ids and messages is set.</summary>
/// <param name="Id">Unique within the spec; part of case names and snapshot file names.</param>
/// <param name="MaxNewTokens">How many tokens the reference decodes at most; 0 scores the prompt alone.</param>
/// <param name="Location">Where the spec defines the prompt.</param>
public sealed record Prompt(string Id, int MaxNewTokens, SourceLocation Location)
{
    /// <summary>The prompt as text, tokenized with the base's tokenizer and its special tokens.</summary>
    public string? Text { get; init; }

    /// <summary>The prompt as token ids, used as they are.</summary>
    public IReadOnlyList<int>? TokenIds { get; init; }

    /// <summary>The prompt as a chat, rendered with the checkpoint's chat template.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}
