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
            problems.Add(problem.Line, problem.Column, problem.Message);
        }
        catch (YamlDotNet.Core.YamlException broken)
        {
            problems.Add((int)broken.Start.Line, (int)broken.Start.Column, YamlErrors.Sentence(broken, text));
        }

        return null;
    }
}
