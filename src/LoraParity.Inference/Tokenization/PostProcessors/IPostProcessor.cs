namespace LoraParity.Inference.Tokenization.PostProcessors;

/// <summary>Puts special tokens around the ids of a text.</summary>
internal interface IPostProcessor
{
    /// <summary>The ids with the special tokens.</summary>
    List<int> Process(List<int> ids);
}
