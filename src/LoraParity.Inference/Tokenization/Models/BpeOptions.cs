namespace LoraParity.Inference.Tokenization.Models;

/// <summary>What a BPE model does beside its merges.</summary>
internal sealed record BpeOptions
{
    /// <summary>The token for characters that are not in the vocabulary; without it they are dropped.</summary>
    internal string? UnknownToken { get; init; }

    /// <summary>Stands before every character of a word but the first.</summary>
    internal string ContinuingPrefix { get; init; } = "";

    /// <summary>Stands after the last character of a word.</summary>
    internal string EndSuffix { get; init; } = "";

    /// <summary>Neighbouring unknown characters are one unknown token.</summary>
    internal bool FusesUnknown { get; init; }

    /// <summary>Characters that are not in the vocabulary become the tokens of their UTF-8 bytes, <c>&lt;0xE2&gt;</c>.</summary>
    internal bool FallsBackToBytes { get; init; }

    /// <summary>A piece that is a token as a whole is not built from merges.</summary>
    internal bool IgnoresMerges { get; init; }
}
