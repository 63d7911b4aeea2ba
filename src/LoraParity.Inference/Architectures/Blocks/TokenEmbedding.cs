using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>The hidden states are the tokens' rows of one table.</summary>
/// <param name="tokens">The table.</param>
public sealed class TokenEmbedding(EmbeddingModule tokens) : IEmbeddingLayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [tokens];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass) => pass.Embed(tokens, pass.Batch.Tokens);
}
