using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.Chat;

namespace LoraParity.Cli.Init;

/// <summary>The prompts of a new spec, as its lines.</summary>
internal static class InitPrompts
{
    private static readonly (string Id, string Text)[] Texts =
    [
        ("question", "What is the capital of France?"),
        ("story", "Once upon a time, in a small town by the sea,"),
        ("list", "The days of the week are Monday, Tuesday,"),
    ];

    /// <summary>Makes them: what the user gave, or some that suit any model.</summary>
    /// <param name="given">What the user gave; may be empty.</param>
    /// <param name="folder">The base's folder.</param>
    /// <param name="tokens">How many tokens each may decode.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> given, string folder, int tokens)
    {
        var end = FormattableString.Invariant($"max_new_tokens: {tokens}}}");
        if (given.Count > 0)
            return [.. given.Select((text, i) => FormattableString.Invariant($"  - {{id: prompt-{i + 1}, text: {YamlText.Quote(text)}, {end}"))];
        if (!File.Exists(Path.Combine(folder, "tokenizer.json")))
            return [$"  - {{id: first, token_ids: [1, 2, 3, 4, 5, 6], {end}", $"  - {{id: second, token_ids: [7, 6, 5, 4, 3, 2, 1], {end}"];
        return HasTemplate(folder)
            ? [.. Texts.Select(prompt => $"  - {{id: {prompt.Id}, messages: [{{role: user, content: {YamlText.Quote(prompt.Text)}}}], {end}")]
            : [.. Texts.Select(prompt => $"  - {{id: {prompt.Id}, text: {YamlText.Quote(prompt.Text)}, {end}")];
    }

    private static bool HasTemplate(string folder)
    {
        try
        {
            ChatTemplate.Load(folder);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }
}
