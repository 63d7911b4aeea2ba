namespace LoraParity.Inference.Tokenization.PostProcessors;

/// <summary>Post-processors one after the other.</summary>
internal sealed class SequencePostProcessor(IReadOnlyList<IPostProcessor> steps) : IPostProcessor
{
    public List<int> Process(List<int> ids) => steps.Aggregate(ids, (current, step) => step.Process(current));
}
