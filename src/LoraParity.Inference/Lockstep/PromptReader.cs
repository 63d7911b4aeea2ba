using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization;
using LoraParity.Inference.Tokenization.Chat;
using LoraParity.Plans;

namespace LoraParity.Inference.Lockstep;

/// <summary>Turns prompts into token ids and checks them against the model.</summary>
/// <param name="folder">The base model's folder.</param>
internal sealed class PromptReader(string folder)
{
    private const string FileName = "tokenizer.json";

    private Tokenizer? _tokenizer;
    private ChatTemplate? _template;

    /// <summary>The token ids of each prompt.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="vocabulary">Tokens in the model's vocabulary.</param>
    /// <param name="maxPositions">Most positions of a sequence; null where there is no limit.</param>
    /// <exception cref="InputException">A prompt cannot be used; all such prompts are named.</exception>
    public IReadOnlyList<IReadOnlyList<int>> Read(IReadOnlyList<Prompt> prompts, int vocabulary, int? maxPositions)
    {
        var tokens = prompts.Select(Ids).ToList();
        var problems = prompts
            .Select((prompt, i) => (prompt.Location, Problem: ProblemOf(prompt, tokens[i], vocabulary, maxPositions)))
            .Where(found => found.Problem is not null)
            .Select(found => new Diagnostic(found.Problem!, found.Location))
            .ToList();
        return problems.Count == 0 ? tokens : throw new InputException(problems);
    }

    /// <summary>Turns token ids into text; null where the base has no tokenizer that can be read.</summary>
    public Func<IReadOnlyList<int>, string>? Decoder()
    {
        try
        {
            var tokenizer = _tokenizer ?? (File.Exists(Path.Combine(folder, FileName)) ? Load() : null);
            return tokenizer is null ? null : ids => tokenizer.Decode(ids, skipSpecialTokens: false);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private IReadOnlyList<int> Ids(Prompt prompt)
    {
        if (prompt.TokenIds is { } ids)
            return ids;
        if (prompt.Text is { } text)
            return Load().Encode(text);
        return prompt.Messages is { } messages ? Chat(messages, prompt) : [];
    }

    private IReadOnlyList<int> Chat(IReadOnlyList<ChatMessage> messages, Prompt prompt)
    {
        try
        {
            return (_template ??= ChatTemplate.Load(folder)).Encode(Load(), messages);
        }
        catch (InputException e) when (e.Diagnostics is [{ Location: null } problem])
        {
            throw new InputException($"The prompt '{prompt.Id}' cannot be written as a chat. {problem.Message}", prompt.Location);
        }
    }

    private Tokenizer Load() => _tokenizer ??= Tokenizer.Load(Path.Combine(folder, FileName));

    private static string? ProblemOf(Prompt prompt, IReadOnlyList<int> tokens, int vocabulary, int? maxPositions)
    {
        if (tokens.Count == 0)
            return $"The prompt '{prompt.Id}' has no tokens; a model needs at least one.";
        var foreign = tokens.Where(token => token < 0 || token >= vocabulary).ToList();
        if (foreign.Count > 0)
            return $"The prompt '{prompt.Id}' has the token {foreign[0]}, but the model's vocabulary ends at {vocabulary - 1}.";
        return tokens.Count + prompt.MaxNewTokens > maxPositions
            ? $"The prompt '{prompt.Id}' has {tokens.Count} tokens and may grow by {prompt.MaxNewTokens}, but the model has only {maxPositions} positions."
            : null;
    }
}
