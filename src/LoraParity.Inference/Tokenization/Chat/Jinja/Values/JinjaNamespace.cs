namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>What <c>namespace()</c> makes: the one thing whose members a template can set, also from inside a loop.</summary>
internal sealed class JinjaNamespace
{
    internal Dictionary<string, object?> Members { get; } = [];
}
