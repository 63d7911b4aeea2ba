namespace LoraParity.Specs.Yaml;

/// <summary>The tree of one file, or nothing where the file is not usable YAML.</summary>
internal static class YamlTree
{
    /// <summary>Reads the file's only document; problems are reported, never thrown.</summary>
    public static MapNode? Read(string text, Problems problems)
    {
        try
        {
            return new YamlTreeReader(text, problems).Read();
        }
        catch (YamlProblemException problem)
        {
            return Stop(problem, problems);
        }
        catch (YamlDotNet.Core.YamlException broken)
        {
            return Stop(YamlErrors.Explain(broken, text), problems);
        }
    }

    private static MapNode? Stop(YamlProblemException problem, Problems problems)
    {
        problems.Add(problem.Line, problem.Column, problem.Message);
        return null;
    }
}
