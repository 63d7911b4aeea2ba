using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Modules;

/// <summary>A norm over rows, or over each head where its width is a head's.</summary>
public sealed class NormModule : Module
{
    private NormModule(string path, int width, float epsilon, NormStyle? style, bool hasBias)
        : base(path)
    {
        Epsilon = epsilon;
        Style = style;
        Weight = Parameter.Vector($"{path}.weight", width);
        Bias = hasBias ? Parameter.Vector($"{path}.bias", width) : null;
        Parameters = Bias is null ? [Weight] : [Weight, Bias];
    }

    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>Where an RMSNorm rounds; null is a LayerNorm.</summary>
    public NormStyle? Style { get; }

    /// <summary>The weight, one row.</summary>
    public Parameter Weight { get; }

    /// <summary>A LayerNorm's bias, or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc />
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Declares an RMSNorm.</summary>
    public static NormModule Rms(string path, int width, float epsilon, NormStyle style = NormStyle.Llama) =>
        new(path, width, epsilon, style, hasBias: false);

    /// <summary>Declares a LayerNorm with weight and bias.</summary>
    public static NormModule Layer(string path, int width, float epsilon) => new(path, width, epsilon, style: null, hasBias: true);

    /// <inheritdoc />
    public override ModuleInfo Describe() =>
        new(Path, ModuleKind.Other, 0, 0) { HasBias = Bias is not null, Parameters = DescribeParameters() };
}
