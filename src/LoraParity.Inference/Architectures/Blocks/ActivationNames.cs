using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Activations by the names that config.json uses.</summary>
public static class ActivationNames
{
    private static readonly Dictionary<string, Activation> ByName = new(StringComparer.Ordinal)
    {
        ["silu"] = Activation.Silu,
        ["swish"] = Activation.Silu,
        ["gelu"] = Activation.Gelu,
        ["gelu_pytorch_tanh"] = Activation.GeluTanh,
        ["gelu_new"] = Activation.GeluNew,
        ["quick_gelu"] = Activation.QuickGelu,
        ["relu"] = Activation.Relu,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
    };

    /// <summary>The feed-forward activation of a model.</summary>
    /// <exception cref="InputException">The name is unknown.</exception>
    public static Activation MlpActivation(this ModelConfig config) =>
        ByName.TryGetValue(config.Activation, out var activation)
            ? activation
            : throw new InputException(
                $"The activation '{config.Activation}' in '{config.Root.File}' is unknown; known are {string.Join(", ", ByName.Keys)}.");
}
