using LoraParity.Inference.Architectures.Blocks;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>Mixtral: Mistral with a mixture of experts (<c>transformers/models/mixtral/modeling_mixtral.py</c>).</summary>
internal sealed class MixtralFamily : IModelFamily
{
    public string Name => "Mixtral";

    public bool Accepts(ModelConfig config) => config.TextType == "mixtral";

    public Model Build(ModelConfig config)
    {
        var parts = new DecoderParts(config);
        var rotary = parts.Rotary();
        var model = parts.LanguageModel(layer => parts.Block(layer, parts.Attention(layer, rotary), parts.Experts(layer, normalises: true, rounds: false)));
        return model with { Aliases = ParameterAliases.Any(model.Aliases, OwnNames) };
    }

    /// <summary>Checkpoints hold w1 (gate), w3 (up) and w2 (down) of each expert apart.</summary>
    private static IEnumerable<IReadOnlyList<string>> OwnNames(Parameter parameter)
    {
        var moe = parameter.Name.Replace(".mlp.", ".block_sparse_moe.", StringComparison.Ordinal);
        if (moe.EndsWith(".gate.weight", StringComparison.Ordinal))
            return [[moe]];
        return ParameterAliases.Expert(parameter, moe, gateUp: ["w1", "w3"], down: "w2");
    }
}
