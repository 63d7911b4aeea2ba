using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Token, segment and position rows summed in this order, then a norm: BERT and its kin. All tokens are of segment 0.</summary>
/// <param name="tokens">Rows of tokens.</param>
/// <param name="positions">Rows of positions.</param>
/// <param name="segments">Rows of segments; null where there are none.</param>
/// <param name="norm">The norm.</param>
public sealed class EncoderEmbedding(EmbeddingModule tokens, EmbeddingModule positions, EmbeddingModule? segments, NormModule norm) : IEmbeddingLayer
{
    /// <summary>The row of position 0 (RoBERTa begins behind its padding token).</summary>
    public int FirstPosition { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [tokens, positions, .. segments is null ? Array.Empty<Module>() : [segments], norm];

    /// <inheritdoc />
    public Tensor Forward(IForwardPass pass)
    {
        var hidden = pass.Embed(tokens, pass.Batch.Tokens);
        if (segments is not null)
            hidden = pass.Ops.Add(hidden, pass.Embed(segments, new int[pass.Batch.Tokens.Count]));
        var rows = pass.Batch.Positions.Select(position => position + FirstPosition).ToList();
        return pass.Norm(norm, pass.Ops.Add(hidden, pass.Embed(positions, rows)));
    }
}
