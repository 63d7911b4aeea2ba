namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>Something that a template can call.</summary>
internal delegate object? JinjaFunction(CallArguments arguments);
