namespace LoraParity.Inference.Architectures.Modules;

/// <summary>A mixture's router: a bare weight that is no linear layer to adapters.</summary>
/// <param name="path">Its path, for example <c>model.layers.0.mlp.gate</c>.</param>
/// <param name="hidden">Features of the hidden states.</param>
/// <param name="experts">Experts.</param>
public sealed class RouterModule(string path, int hidden, int experts) : Module(path)
{
    /// <summary>The weight, [experts, hidden].</summary>
    public Parameter Weight { get; } = new($"{path}.weight", experts, hidden);

    /// <inheritdoc />
    public override IReadOnlyList<Parameter> Parameters => [Weight];

    /// <inheritdoc />
    public override ModuleInfo Describe() => new(Path, ModuleKind.Other, 0, 0) { Parameters = DescribeParameters() };
}
