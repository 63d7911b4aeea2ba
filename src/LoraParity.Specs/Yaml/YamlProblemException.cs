namespace LoraParity.Specs.Yaml;

/// <summary>Stops the reading of a file whose YAML cannot be used any further; never leaves <see cref="YamlTree"/>.</summary>
internal sealed class YamlProblemException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
