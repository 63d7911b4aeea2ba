namespace LoraParity.Inference.Tokenization.PostProcessors;

/// <summary>Special tokens before and after the text's ids.</summary>
/// <param name="parts">In order: the ids of a special token, or null for the text's.</param>
internal sealed class TemplatePostProcessor(IReadOnlyList<IReadOnlyList<int>?> parts) : IPostProcessor
{
    public List<int> Process(List<int> ids) => [.. parts.SelectMany(part => part ?? ids)];
}
