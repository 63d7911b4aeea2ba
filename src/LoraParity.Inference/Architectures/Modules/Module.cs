namespace LoraParity.Inference.Architectures.Modules;

/// <summary>One named module of a model: its path in the checkpoint and its parameters. It holds no weights.</summary>
/// <param name="path">Its path as PEFT and the checkpoint name it, for example <c>model.layers.0.self_attn.q_proj</c>.</param>
public abstract class Module(string path)
{
    /// <summary>Its path as PEFT and the checkpoint name it.</summary>
    public string Path { get; } = path;

    /// <summary>Its parameters, in the order in which the model defines them.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What adapters need to know of it.</summary>
    public abstract ModuleInfo Describe();

    /// <summary>The parameters as the model holds them: slices of one tensor as that tensor.</summary>
    protected IReadOnlyList<ModuleParameter> DescribeParameters() =>
        [.. Parameters.DistinctBy(parameter => parameter.Name).Select(parameter => new ModuleParameter(parameter.Name[(Path.Length + 1)..], parameter.StoredShape))];
}
