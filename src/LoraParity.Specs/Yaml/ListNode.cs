namespace LoraParity.Specs.Yaml;

/// <summary>A sequence.</summary>
internal sealed class ListNode(int line, int column, IReadOnlyList<SpecNode> items) : SpecNode(line, column)
{
    public IReadOnlyList<SpecNode> Items { get; } = items;

    public override string Describe() => "a list";
}
