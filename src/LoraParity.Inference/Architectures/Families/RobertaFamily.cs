using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>RoBERTa with a sequence classifier: BERT whose positions begin behind the padding token (<c>RobertaForSequenceClassification</c>).</summary>
internal sealed class RobertaFamily : IModelFamily
{
    public string Name => "RoBERTa";

    public bool Accepts(ModelConfig config) => config.ModelType == "roberta" && EncoderTasks.IsClassifier(config);

    public Model Build(ModelConfig config)
    {
        var parts = new BertParts(config, "roberta");
        var firstPosition = (config.PadTokenId ?? 1) + 1;
        return new Model
        {
            Embedding = parts.Embedding(firstPosition),
            Layers = parts.Layers(),
            Head = new ClassifierHead(
                new LinearModule("classifier.dense", config.HiddenSize, config.HiddenSize, hasBias: true),
                Activation.Tanh,
                new LinearModule("classifier.out_proj", config.HiddenSize, config.Labels, hasBias: true)),
            HeadRows = HeadRows.First,
            LogitsWidth = config.Labels,
            MaxPositions = config.MaxPositions - firstPosition,
            Aliases = parts.Aliases,
        };
    }
}
