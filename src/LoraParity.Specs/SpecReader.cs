using LoraParity.Specs.Fields;
using LoraParity.Specs.Files;
using LoraParity.Specs.Planning;
using LoraParity.Specs.Shapes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs;

/// <summary>Reads <c>*.parity.yaml</c> files. Whatever users write gives diagnostics, never an exception.</summary>
public static class SpecReader
{
    /// <summary>Reads a spec's file and the prompt files it names; touches no model.</summary>
    /// <param name="path">The file, absolute or relative to the working directory; diagnostics show it as it is given here.</param>
    public static SpecReading Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (text, problem) = TextFile.Read(path);
        if (problem is null)
            return Parse(text, path);

        var problems = new Problems(path);
        problems.Add(problem.Line, problem.Column, problem.Message);
        return new SpecReading(null, problems.InOrder());
    }

    /// <summary>Reads a spec from its text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="path">Where the text comes from: its folder is what relative paths refer to, its name the default of the suite's name.</param>
    public static SpecReading Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var problems = new Problems(path);
        if (YamlTree.Read(text, problems) is not { } root)
            return new SpecReading(null, problems.InOrder());

        SpecFields.Spec.TryReadFields(root, FieldPath.Root, problems, out var values);
        var plan = new PlanBuilder(values, path, text, problems).Build();
        return new SpecReading(plan, problems.InOrder());
    }
}
