using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>The encoder that BERT and RoBERTa share (<c>transformers/models/bert/modeling_bert.py</c>).</summary>
/// <param name="config">The sizes.</param>
/// <param name="root">The encoder's path: <c>bert</c> or <c>roberta</c>.</param>
internal sealed class BertParts(ModelConfig config, string root)
{
    /// <summary>The embeddings.</summary>
    /// <param name="firstPosition">The row of position 0.</param>
    public EncoderEmbedding Embedding(int firstPosition) => new(
        new EmbeddingModule($"{root}.embeddings.word_embeddings", config.VocabularySize, config.HiddenSize),
        new EmbeddingModule($"{root}.embeddings.position_embeddings", config.MaxPositions, config.HiddenSize),
        new EmbeddingModule($"{root}.embeddings.token_type_embeddings", config.TokenTypes == 0 ? 2 : config.TokenTypes, config.HiddenSize),
        Norm($"{root}.embeddings.LayerNorm"))
    {
        FirstPosition = firstPosition,
    };

    /// <summary>All layers.</summary>
    public IReadOnlyList<ILayer> Layers() => [.. Enumerable.Range(0, config.Layers).Select(layer => Block($"{root}.encoder.layer.{layer}"))];

    /// <summary>Checkpoints of the encoder alone lack its prefix; the oldest call a norm's weight and bias gamma and beta.</summary>
    public IEnumerable<IReadOnlyList<string>> Aliases(Parameter parameter)
    {
        var old = parameter.Name
            .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
            .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);
        foreach (var name in new[] { parameter.Name, old })
        {
            yield return [name];
            if (name.StartsWith($"{root}.", StringComparison.Ordinal))
                yield return [name[(root.Length + 1)..]];
        }
    }

    private PostNormBlock Block(string path)
    {
        var self = $"{path}.attention.self";
        return new PostNormBlock(
            new Attention(
                new SeparateProjection(Square($"{self}.query"), Square($"{self}.key"), Square($"{self}.value")),
                Square($"{path}.attention.output.dense"),
                EncoderShape(config),
                rotary: null),
            Norm($"{path}.attention.output.LayerNorm"),
            new Mlp(
                new LinearModule($"{path}.intermediate.dense", config.HiddenSize, config.IntermediateSize, hasBias: true),
                new LinearModule($"{path}.output.dense", config.IntermediateSize, config.HiddenSize, hasBias: true),
                config.MlpActivation()),
            Norm($"{path}.output.LayerNorm"));
    }

    /// <summary>Heads of an encoder: every position sees every other.</summary>
    public static AttentionShape EncoderShape(ModelConfig config) =>
        new(config.Heads, config.Heads, config.HeadSize, (float)(1 / Math.Sqrt(config.HeadSize))) { Causal = false, UpcastsScores = false };

    private LinearModule Square(string path) => new(path, config.HiddenSize, config.HiddenSize, hasBias: true);

    private NormModule Norm(string path) => NormModule.Layer(path, config.HiddenSize, (float)config.NormEpsilon);
}
