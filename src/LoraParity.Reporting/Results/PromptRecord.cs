namespace LoraParity.Reporting.Results;

/// <summary>One prompt.</summary>
/// <param name="Id">Its id in the spec.</param>
/// <param name="Line">The spec's line that defines it.</param>
/// <param name="MaxNewTokens">How many tokens the reference decodes at most.</param>
/// <param name="Tokens">Its token ids, special tokens included.</param>
public sealed record PromptRecord(string Id, int Line, int MaxNewTokens, IReadOnlyList<int> Tokens);
