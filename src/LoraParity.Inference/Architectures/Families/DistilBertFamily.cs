using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>DistilBERT with a sequence classifier (<c>transformers/models/distilbert/modeling_distilbert.py</c>).</summary>
internal sealed class DistilBertFamily : IModelFamily
{
    private const string Root = "distilbert";

    public string Name => "DistilBERT";

    public bool Accepts(ModelConfig config) => config.ModelType == "distilbert" && EncoderTasks.IsClassifier(config);

    public Model Build(ModelConfig config) => new()
    {
        Embedding = new EncoderEmbedding(
            new EmbeddingModule($"{Root}.embeddings.word_embeddings", config.VocabularySize, config.HiddenSize),
            new EmbeddingModule($"{Root}.embeddings.position_embeddings", config.MaxPositions, config.HiddenSize),
            segments: null,
            Norm(config, $"{Root}.embeddings.LayerNorm")),
        Layers = [.. Enumerable.Range(0, config.Layers).Select(layer => Block(config, $"{Root}.transformer.layer.{layer}"))],
        Head = new ClassifierHead(
            Square(config, "pre_classifier"), Activation.Relu, new LinearModule("classifier", config.HiddenSize, config.Labels, hasBias: true)),
        HeadRows = HeadRows.First,
        LogitsWidth = config.Labels,
        MaxPositions = config.MaxPositions,
        Aliases = ParameterAliases.WithoutPrefix($"{Root}."),
    };

    private static PostNormBlock Block(ModelConfig config, string path) => new(
        new Attention(
            new SeparateProjection(
                Square(config, $"{path}.attention.q_lin"), Square(config, $"{path}.attention.k_lin"), Square(config, $"{path}.attention.v_lin")),
            Square(config, $"{path}.attention.out_lin"),
            BertParts.EncoderShape(config),
            rotary: null),
        Norm(config, $"{path}.sa_layer_norm"),
        new Mlp(
            new LinearModule($"{path}.ffn.lin1", config.HiddenSize, config.IntermediateSize, hasBias: true),
            new LinearModule($"{path}.ffn.lin2", config.IntermediateSize, config.HiddenSize, hasBias: true),
            config.MlpActivation()),
        Norm(config, $"{path}.output_layer_norm"));

    private static LinearModule Square(ModelConfig config, string path) => new(path, config.HiddenSize, config.HiddenSize, hasBias: true);

    private static NormModule Norm(ModelConfig config, string path) => NormModule.Layer(path, config.HiddenSize, (float)config.NormEpsilon);
}
