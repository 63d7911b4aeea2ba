using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tests.Architectures.Families;

[assembly: ModelFamily(typeof(OwnFamily))]

namespace LoraParity.Inference.Tests.Architectures.Families;

/// <summary>A family that the project does not know: Llama's layers under a name of its own.</summary>
public sealed class OwnFamily : IModelFamily
{
    public string Name => "Own";

    public bool Accepts(ModelConfig config) => config.TextType == "own";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => parts.Block(layer, parts.Attention(layer, rotary), parts.Mlp(layer)));
    }
}
