using LoraParity.Diagnostics;

namespace LoraParity.Specs.Yaml;

/// <summary>Everything wrong with one file, each thing once.</summary>
internal sealed class Problems(string file)
{
    private readonly HashSet<Diagnostic> _all = [];

    public int Count => _all.Count;

    public void Add(SpecNode node, string message) => Add(node.Line, node.Column, message);

    public void Add(int line, int column, string message) => _all.Add(new Diagnostic(message, new SourceLocation(file, line, column)));

    public SourceLocation Place(SpecNode node) => new(file, node.Line, node.Column);

    /// <summary>All problems in order of place.</summary>
    public IReadOnlyList<Diagnostic> InOrder() =>
        [.. _all.OrderBy(p => p.Location?.Line).ThenBy(p => p.Location?.Column).ThenBy(p => p.Message, StringComparer.Ordinal)];
}
