namespace LoraParity.Inference.Architectures.Modules;

/// <summary>A table of vectors, read by row.</summary>
/// <param name="path">Its path.</param>
/// <param name="count">Rows: the vocabulary, or the number of positions.</param>
/// <param name="width">Features.</param>
public sealed class EmbeddingModule(string path, int count, int width) : Module(path)
{
    /// <summary>The table, [count, width].</summary>
    public Parameter Weight { get; } = new($"{path}.weight", count, width);

    /// <summary>A factor on what is read, rounded to the compute dtype (Gemma's scaled embedding); null applies none.</summary>
    public float? Scale { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Parameter> Parameters => [Weight];

    /// <inheritdoc />
    public override ModuleInfo Describe() =>
        new(Path, ModuleKind.Embedding, Weight.Rows, Weight.Columns) { Parameters = DescribeParameters() };
}
