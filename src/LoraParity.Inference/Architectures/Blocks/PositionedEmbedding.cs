using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>A token's row plus its position's row: GPT-2.</summary>
/// <param name="tokens">Rows of tokens.</param>
/// <param name="positions">Rows of positions.</param>
public sealed class PositionedEmbedding(EmbeddingModule tokens, EmbeddingModule positions) : IEmbeddingLayer
{
    /// <inheritdoc />
    public IReadOnlyList<Module> Modules { get; } = [tokens, positions];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass) =>
        pass.Ops.Add(pass.Embed(tokens, pass.Batch.Tokens), pass.Embed(positions, pass.Batch.Positions));
}
