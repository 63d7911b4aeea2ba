using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>What is not there: empty where it is printed or looped over, and an error where it is used.</summary>
/// <param name="Name">How errors call it.</param>
internal sealed record Undefined(string Name)
{
    /// <summary>The error that using it makes.</summary>
    internal JinjaException Error() => new($"'{Name}' is undefined");
}
