namespace LoraParity.Inference.Tokenization.Patterns;

/// <summary>The options that a pattern can switch inside itself.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    DotAll = 2,
    Extended = 4,
}
