using LoraParity.Inference.Tokenization.Normalizers;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>normalizer</c> of a tokenizer file.</summary>
internal static class NormalizerReader
{
    internal static INormalizer Read(ComponentJson json) => throw json.UnknownType("normalizer", "none yet");
}
