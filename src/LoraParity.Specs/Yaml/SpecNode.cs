namespace LoraParity.Specs.Yaml;

/// <summary>A node of a YAML file with its place, counted from 1.</summary>
internal abstract class SpecNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>How a message calls this node when something else was expected: <c>a list</c>, <c>the number 7</c>, <c>'bf17'</c>.</summary>
    public abstract string Describe();
}
