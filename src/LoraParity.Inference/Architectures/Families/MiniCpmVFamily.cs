using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>
/// The language model of MiniCPM-V 2.6: a Qwen2 under <c>llm.</c>, run on text alone. The vision tower's weights are not touched.
/// </summary>
internal sealed class MiniCpmVFamily : IModelFamily
{
    public string Name => "MiniCPM-V";

    public bool Accepts(ModelConfig config) => config.ModelType == "minicpmv";

    public Model Build(ModelConfig config) => Qwen2Family.Build(new DecoderParts(config, "llm.model", "llm.lm_head"));
}
