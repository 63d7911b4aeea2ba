namespace LoraParity.Inference.Architectures.Modules;

/// <summary>A linear layer.</summary>
public sealed class LinearModule : Module
{
    private readonly ModuleKind _kind;

    /// <summary>Declares a linear layer whose weight is stored [outputs, inputs].</summary>
    /// <param name="path">Its path.</param>
    /// <param name="inputs">Input features.</param>
    /// <param name="outputs">Output features.</param>
    /// <param name="hasBias">Whether it has a bias.</param>
    public LinearModule(string path, int inputs, int outputs, bool hasBias = false)
        : this(path, inputs, outputs, hasBias, ModuleKind.Linear)
    {
    }

    private LinearModule(string path, int inputs, int outputs, bool hasBias, ModuleKind kind)
        : base(path)
    {
        _kind = kind;
        var layout = kind == ModuleKind.Conv1D ? ParameterLayout.Transposed : ParameterLayout.Matrix;
        Weight = new Parameter($"{path}.weight", outputs, inputs) { Layout = layout };
        Bias = hasBias ? Parameter.Vector($"{path}.bias", outputs) : null;
        Parameters = Bias is null ? [Weight] : [Weight, Bias];
    }

    /// <summary>The weight, [outputs, inputs].</summary>
    public Parameter Weight { get; }

    /// <summary>The bias, or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>Whether this is the model's output layer, which <c>all-linear</c> leaves out.</summary>
    public bool IsOutput { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Declares GPT-2's linear layer, whose weight is stored [inputs, outputs].</summary>
    /// <param name="path">Its path.</param>
    /// <param name="inputs">Input features.</param>
    /// <param name="outputs">Output features.</param>
    public static LinearModule Conv1D(string path, int inputs, int outputs) => new(path, inputs, outputs, hasBias: true, ModuleKind.Conv1D);

    /// <inheritdoc />
    public override ModuleInfo Describe() =>
        new(Path, _kind, Weight.Columns, Weight.Rows) { HasBias = Bias is not null, IsOutput = IsOutput, Parameters = DescribeParameters() };
}
