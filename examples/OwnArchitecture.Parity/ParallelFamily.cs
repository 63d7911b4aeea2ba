using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;
using OwnArchitecture.Parity;

[assembly: ModelFamily(typeof(ParallelFamily))]

namespace OwnArchitecture.Parity;

/// <summary>A decoder whose attention and MLP read the same norm and are added together, as GPT-J and Phi-2 have it.</summary>
public sealed class ParallelFamily : IModelFamily
{
    /// <inheritdoc />
    public string Name => "Parallel";

    /// <inheritdoc />
    public bool Accepts(ModelConfig config) => config.TextType == "parallel";

    /// <inheritdoc />
    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        return parts.LanguageModel(layer => new ParallelBlock(
            parts.Norm($"{parts.LayerPath(layer)}.input_layernorm"), parts.Attention(layer, rotary), parts.Mlp(layer)));
    }
}
