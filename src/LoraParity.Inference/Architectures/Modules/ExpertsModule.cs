namespace LoraParity.Inference.Architectures.Modules;

/// <summary>The weights of all experts of a layer, fused: <c>gate_up_proj</c> and <c>down_proj</c>, one slice an expert.</summary>
public sealed class ExpertsModule : Module
{
    /// <summary>Declares them.</summary>
    /// <param name="path">Its path, for example <c>model.layers.0.mlp.experts</c>.</param>
    /// <param name="count">Experts.</param>
    /// <param name="hidden">Features of the hidden states.</param>
    /// <param name="intermediate">Features inside one expert.</param>
    public ExpertsModule(string path, int count, int hidden, int intermediate)
        : base(path)
    {
        GateUp = Slices($"{path}.gate_up_proj", count, 2 * intermediate, hidden);
        Down = Slices($"{path}.down_proj", count, hidden, intermediate);
        Parameters = [.. GateUp, .. Down];
    }

    /// <summary>For each expert gate and up projection, stacked.</summary>
    public IReadOnlyList<Parameter> GateUp { get; }

    /// <summary>For each expert the down projection.</summary>
    public IReadOnlyList<Parameter> Down { get; }

    /// <inheritdoc />
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc />
    public override ModuleInfo Describe() => new(Path, ModuleKind.Experts, 0, 0) { Parameters = DescribeParameters() };

    private static Parameter[] Slices(string name, int count, int rows, int columns) =>
        [.. Enumerable.Range(0, count).Select(index => new Parameter(name, rows, columns) { Layout = ParameterLayout.Slice, Index = index, Count = count })];
}
