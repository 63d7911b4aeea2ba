using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.Chat.Jinja;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;
using LoraParity.Plans;

namespace LoraParity.Inference.Tokenization.Chat;

/// <summary>
/// A checkpoint's chat template: it writes a conversation as the text that the model was trained on, as transformers'
/// <c>apply_chat_template</c> does. Tools and documents are not given to it.
/// </summary>
public sealed class ChatTemplate
{
    private readonly string _source;
    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyDictionary<string, string> _specialTokens;

    private ChatTemplate(string source, IReadOnlyList<Statement> statements, IReadOnlyDictionary<string, string> specialTokens)
    {
        _source = source;
        _statements = statements;
        _specialTokens = specialTokens;
    }

    /// <summary>
    /// Loads the chat template of a checkpoint: <c>chat_template.jinja</c>, or else <c>chat_template</c> in <c>tokenizer_config.json</c>.
    /// </summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="name">Which of several templates; null takes the one named <c>default</c>, or the only one.</param>
    /// <exception cref="InputException">There is none, or it uses what is not supported here (with its line and column).</exception>
    public static ChatTemplate Load(string folder, string? name = null)
    {
        var files = ChatTemplateFiles.Read(folder);
        var (source, text) = files.Choose(name);
        return Parse(text, source, files.SpecialTokens);
    }

    /// <summary>Whether a checkpoint has a chat template.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="InputException">A file that would tell cannot be read.</exception>
    public static bool IsIn(string folder) => ChatTemplateFiles.Read(folder).HasTemplate;

    /// <summary>Reads a template that is in memory already.</summary>
    /// <param name="template">The template's text.</param>
    /// <param name="source">What errors call the place that it was read from.</param>
    /// <param name="specialTokens">The variables <c>bos_token</c>, <c>eos_token</c> and so on.</param>
    internal static ChatTemplate Parse(string template, string source, IReadOnlyDictionary<string, string> specialTokens)
    {
        try
        {
            return new ChatTemplate(source, TemplateParser.Parse(template), specialTokens);
        }
        catch (JinjaException e)
        {
            throw Error(e, source);
        }
        catch (InsufficientExecutionStackException)
        {
            throw TooDeep(source);
        }
    }

    /// <summary>Writes a conversation as text.</summary>
    /// <param name="messages">The messages in order.</param>
    /// <param name="addGenerationPrompt">Whether the text ends where the assistant's next message begins.</param>
    /// <param name="clock">What templates that ask for the date are told. The default is always 26 July 2024, the date that Llama's own
    /// templates fall back to, so that a prompt is the same every day.</param>
    /// <exception cref="InputException">The template refuses the conversation, or uses something wrongly.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt = true, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        try
        {
            return TemplateRenderer.Render(_statements, Variables(messages, addGenerationPrompt, clock ?? FixedClock.Instance));
        }
        catch (JinjaException e)
        {
            throw Error(e, _source);
        }
        catch (InsufficientExecutionStackException)
        {
            throw TooDeep(_source);
        }
    }

    /// <summary>
    /// The token ids of a conversation. The tokenizer adds no special tokens of its own: the template writes those that the model
    /// expects.
    /// </summary>
    /// <param name="tokenizer">The checkpoint's tokenizer.</param>
    /// <param name="messages">The messages in order.</param>
    /// <param name="addGenerationPrompt">Whether the ids end where the assistant's next message begins.</param>
    /// <exception cref="InputException">The template refuses the conversation, or uses something wrongly.</exception>
    public IReadOnlyList<int> Encode(Tokenizer tokenizer, IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt = true)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.Encode(Render(messages, addGenerationPrompt), addSpecialTokens: false);
    }

    private Scope Variables(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt, TimeProvider clock)
    {
        var scope = new Scope(JinjaGlobals.Create(clock));
        foreach (var (name, token) in _specialTokens) scope.Set(name, token);
        scope.Set("messages", messages.Select(Message).ToList());
        scope.Set("tools", null);
        scope.Set("documents", null);
        scope.Set("add_generation_prompt", addGenerationPrompt);
        return scope;
    }

    private static object? Message(ChatMessage message)
    {
        var mapping = new JinjaMapping();
        mapping["role"] = message.Role;
        mapping["content"] = message.Content;
        return mapping;
    }

    private static InputException Error(JinjaException error, string source)
    {
        var place = error.Place is var (line, column) ? $"line {line}, column {column}" : "an unknown place";
        return new InputException(error.IsRefusal
            ? $"The chat template in '{source}' refuses the conversation: '{error.Message}' ({place})."
            : $"{char.ToUpperInvariant(error.Message[0])}{error.Message[1..]}, at {place} of the chat template in '{source}'.");
    }

    private static InputException TooDeep(string source) => new($"The chat template in '{source}' is nested too deeply.");
}
