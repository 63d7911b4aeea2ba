namespace LoraParity.Inference.Architectures.Modules;

/// <summary>One parameter of a module, seen as a matrix [outputs, inputs] or as one row.</summary>
/// <param name="Name">Its name in the model's state dict, for example <c>model.layers.0.self_attn.q_proj.weight</c>.</param>
/// <param name="Rows">Output features; 1 for a vector.</param>
/// <param name="Columns">Input features, or the vector's length.</param>
public sealed record Parameter(string Name, int Rows, int Columns)
{
    /// <summary>How it lies in the checkpoint.</summary>
    public ParameterLayout Layout { get; init; } = ParameterLayout.Matrix;

    /// <summary>The slice of <see cref="ParameterLayout.Slice"/>: the expert's index.</summary>
    public int Index { get; init; }

    /// <summary>The number of slices of <see cref="ParameterLayout.Slice"/>: the number of experts.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The shape the tensor has in a checkpoint.</summary>
    public IReadOnlyList<long> StoredShape => Layout switch
    {
        ParameterLayout.Matrix => [Rows, Columns],
        ParameterLayout.Transposed => [Columns, Rows],
        ParameterLayout.Vector => [Columns],
        _ => [Count, Rows, Columns],
    };

    /// <summary>A vector.</summary>
    /// <param name="name">Its name in the state dict.</param>
    /// <param name="length">Its number of elements.</param>
    public static Parameter Vector(string name, int length) => new(name, 1, length) { Layout = ParameterLayout.Vector };
}
