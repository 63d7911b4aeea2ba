namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>A template cannot be read or rendered; the message is a sentence without its full stop.</summary>
internal sealed class JinjaException : Exception
{
    internal JinjaException(string message, JinjaPlace? place = null)
        : base(message) => Place = place;

    /// <summary>Where in the template; filled in by the nearest node where the thrower does not know it.</summary>
    internal JinjaPlace? Place { get; }

    /// <summary>Whether the template itself raised it (<c>raise_exception</c>), and not a fault.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>The same error with a place, if it has none yet.</summary>
    internal JinjaException At(JinjaPlace place) => Place is null ? new JinjaException(Message, place) { IsRefusal = IsRefusal } : this;
}
