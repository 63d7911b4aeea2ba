namespace LoraParity.Inference.Adapters.Files;

/// <summary>A key of an adapter's file, taken apart.</summary>
/// <param name="Module">The module's path in the base model, with one <c>base_model.model.</c> taken off.</param>
/// <param name="Role">What the tensor is for.</param>
public sealed record AdapterKey(string Module, AdapterTensorRole Role)
{
    /// <summary>
    /// How many wrappers lie around the targeted parameter (<c>target_parameters</c>): the last registered of a module has 0,
    /// each one before it one more <c>base_layer.</c> in its key.
    /// </summary>
    public int Nesting { get; init; }

    /// <summary><see cref="AdapterTensorRole.Parameter"/>: the parameter's name in its module, for example <c>weight</c>.</summary>
    public string Parameter { get; init; } = "";

    /// <summary><see cref="AdapterTensorRole.Parameter"/>: whether the key has <c>base_layer.</c>, as those of targeted modules do.</summary>
    public bool InBaseLayer { get; init; }

    /// <summary><see cref="AdapterTensorRole.Parameter"/>: the parameter's full name in the base model.</summary>
    public string ParameterPath => Module.Length == 0 ? Parameter : $"{Module}.{Parameter}";
}
