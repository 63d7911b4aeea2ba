using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Planning;

/// <summary>The sentence for a name that must be unique and is not.</summary>
internal static class Duplicates
{
    public static string Sentence(string what, string name, string first, SpecNode firstNode) => name == first
        ? $"The {what} '{name}' is given twice; the first is in line {firstNode.Line}. Rename one of them."
        : $"The {what} '{name}' differs only by case from '{first}' in line {firstNode.Line}, and not every file system tells them apart. Rename one of them.";
}
