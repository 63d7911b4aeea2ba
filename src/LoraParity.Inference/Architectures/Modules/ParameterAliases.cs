namespace LoraParity.Inference.Architectures.Modules;

/// <summary>Common ways in which checkpoints name parameters otherwise; see <see cref="Model.Aliases"/>.</summary>
public static class ParameterAliases
{
    /// <summary>A checkpoint of the base model alone, whose names lack a prefix.</summary>
    public static Func<Parameter, IEnumerable<IReadOnlyList<string>>> WithoutPrefix(string prefix) =>
        parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal) ? [[parameter.Name[prefix.Length..]]] : [];

    /// <summary>Several rules, one after the other.</summary>
    public static Func<Parameter, IEnumerable<IReadOnlyList<string>>> Any(params Func<Parameter, IEnumerable<IReadOnlyList<string>>>[] rules) =>
        parameter => rules.SelectMany(rule => rule(parameter));

    /// <summary>Experts whose projections a checkpoint holds apart: <c>….experts.3.gate_proj.weight</c>.</summary>
    /// <param name="parameter">One expert's slice of <c>….experts.gate_up_proj</c> or <c>….experts.down_proj</c>.</param>
    /// <param name="name">Its name in the checkpoint's manner, still fused.</param>
    /// <param name="gateUp">The names of gate and up projection.</param>
    /// <param name="down">The name of the down projection.</param>
    public static IEnumerable<IReadOnlyList<string>> Expert(Parameter parameter, string name, IReadOnlyList<string> gateUp, string down)
    {
        if (parameter.Layout != ParameterLayout.Slice)
            return [];
        var dot = name.LastIndexOf('.');
        var parts = name[(dot + 1)..] == "gate_up_proj" ? gateUp : [down];
        return [[.. parts.Select(part => $"{name[..dot]}.{parameter.Index}.{part}.weight")]];
    }
}
