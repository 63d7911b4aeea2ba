using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Qwen3 with a mixture of experts in most layers (<c>transformers/models/qwen3_moe/modeling_qwen3_moe.py</c>).</summary>
internal sealed class Qwen3MoeFamily : IModelFamily
{
    public string Name => "Qwen3-MoE";

    public bool Accepts(ModelConfig config) => config.TextType == "qwen3_moe";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        var model = parts.LanguageModel(layer => parts.Block(layer, Qwen3Family.NormedAttention(config, parts, layer, rotary), Mlp(config, parts, layer)));
        return model with { Aliases = ParameterAliases.Any(model.Aliases, OwnNames) };
    }

    private static ILayer Mlp(ModelConfig config, DecoderParts parts, int layer)
    {
        var dense = config.Text.FindIntegers("mlp_only_layers")?.Contains(layer) == true;
        var step = config.Text.FindPositive("decoder_sparse_step") ?? 1;
        return dense || config.Experts == 0 || (layer + 1) % step != 0
            ? parts.Mlp(layer)
            : parts.Experts(layer, config.Text.FindFlag("norm_topk_prob") ?? false, rounds: true);
    }

    /// <summary>Checkpoints hold the projections of each expert apart.</summary>
    private static IEnumerable<IReadOnlyList<string>> OwnNames(Parameter parameter) =>
        ParameterAliases.Expert(parameter, parameter.Name, gateUp: ["gate_proj", "up_proj"], down: "down_proj");
}
