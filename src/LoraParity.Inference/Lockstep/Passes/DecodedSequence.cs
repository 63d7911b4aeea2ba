namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>One prompt and what a variant has decoded after it.</summary>
/// <param name="index">The prompt's index.</param>
/// <param name="prompt">The prompt's tokens.</param>
/// <param name="maxNewTokens">How many tokens to decode at most.</param>
internal sealed class DecodedSequence(int index, IReadOnlyList<int> prompt, int maxNewTokens)
{
    private readonly List<int> _tokens = [.. prompt];
    private bool _ended = maxNewTokens == 0;

    /// <summary>The prompt's index.</summary>
    public int Index { get; } = index;

    /// <summary>The prompt's length.</summary>
    public int Prompt { get; } = prompt.Count;

    /// <summary>Most tokens the sequence may have.</summary>
    public int Capacity { get; } = prompt.Count + maxNewTokens;

    /// <summary>The prompt and what was decoded.</summary>
    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>Whether another token is to be decoded.</summary>
    public bool IsLive => !_ended;

    /// <summary>What was decoded.</summary>
    public int[] Decoded => [.. _tokens.Skip(Prompt)];

    /// <summary>Adds a decoded token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="ends">Whether it ends the text.</param>
    public void Add(int token, bool ends)
    {
        _tokens.Add(token);
        _ended = ends || _tokens.Count == Capacity;
    }
}
