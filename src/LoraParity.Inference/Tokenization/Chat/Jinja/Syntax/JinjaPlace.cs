namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>A place in a template, both counted from 1.</summary>
internal readonly record struct JinjaPlace(int Line, int Column);
