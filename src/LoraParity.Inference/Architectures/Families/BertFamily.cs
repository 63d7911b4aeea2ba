using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>BERT with a sequence classifier (<c>BertForSequenceClassification</c>).</summary>
internal sealed class BertFamily : IModelFamily
{
    public string Name => "BERT";

    public bool Accepts(ModelConfig config) => config.ModelType == "bert" && EncoderTasks.IsClassifier(config);

    public Model Build(ModelConfig config)
    {
        var parts = new BertParts(config, "bert");
        return new Model
        {
            Embedding = parts.Embedding(firstPosition: 0),
            Layers = parts.Layers(),
            Head = new ClassifierHead(
                new LinearModule("bert.pooler.dense", config.HiddenSize, config.HiddenSize, hasBias: true),
                Activation.Tanh,
                new LinearModule("classifier", config.HiddenSize, config.Labels, hasBias: true)),
            HeadRows = HeadRows.First,
            LogitsWidth = config.Labels,
            MaxPositions = config.MaxPositions,
            Aliases = parts.Aliases,
        };
    }
}
