namespace LoraParity.Inference.Tokenization.PostProcessors;

/// <summary>Leaves the ids as they are: the byte-level post-processor changes offsets only.</summary>
internal sealed class UnchangedPostProcessor : IPostProcessor
{
    public List<int> Process(List<int> ids) => ids;
}
