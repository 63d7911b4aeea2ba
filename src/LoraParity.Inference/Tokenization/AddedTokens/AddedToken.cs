namespace LoraParity.Inference.Tokenization.AddedTokens;

/// <summary>A token that is cut out of the text before the model sees it.</summary>
internal sealed record AddedToken
{
    /// <summary>The token's text.</summary>
    internal required string Content { get; init; }

    /// <summary>Matches only where no word character touches it.</summary>
    internal bool SingleWord { get; init; }

    /// <summary>Takes the white space before it along.</summary>
    internal bool StripsLeft { get; init; }

    /// <summary>Takes the white space after it along.</summary>
    internal bool StripsRight { get; init; }

    /// <summary>Is normalized, and looked for in the normalized text.</summary>
    internal bool Normalized { get; init; }

    /// <summary>Is left out when special tokens are skipped.</summary>
    internal bool Special { get; init; }
}
