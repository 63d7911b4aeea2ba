using LoraParity.Inference.Tokenization.AddedTokens;
using LoraParity.Inference.Tokenization.Decoders;
using LoraParity.Inference.Tokenization.Models;
using LoraParity.Inference.Tokenization.PostProcessors;
using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>What a tokenizer is made of; the normalizer is inside <see cref="Added"/>, which cuts the text around it.</summary>
internal sealed record TokenizerParts
{
    internal required ITokenModel Model { get; init; }

    internal required AddedVocabulary Added { get; init; }

    internal IPreTokenizer? PreTokenizer { get; init; }

    internal IPostProcessor? PostProcessor { get; init; }

    internal ITokenDecoder? Decoder { get; init; }
}
