namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Something that a template can call.</summary>
internal delegate object? JinjaFunction(CallArguments arguments);
