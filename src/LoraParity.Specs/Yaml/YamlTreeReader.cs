using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LoraParity.Specs.Yaml;

/// <summary>Turns the parser's events into a located tree within fixed limits.</summary>
internal sealed class YamlTreeReader(string text, Problems problems)
{
    /// <summary>Most nodes after all aliases are followed: ten times what 10,000 prompts need, far below what hurts.</summary>
    internal const int MostNodes = 1_000_000;

    internal const int MostDepth = 64;

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, Anchored?> _anchors = [];
    private long _nodes;
    private int _depth;

    /// <summary>Reads the only document, which must be a mapping.</summary>
    public MapNode? Read()
    {
        Consume<StreamStart>();
        if (_parser.Current is not DocumentStart)
            throw new YamlProblemException(1, 1, "The file is empty; a spec needs at least 'version', 'base', 'matrix' and 'prompts'.");

        Consume<DocumentStart>();
        var root = ReadNode();
        Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Problem(second, "A second YAML document starts here, but a spec is one document; put it in a file of its own.");

        if (root is MapNode map)
            return map;

        problems.Add(root, $"A spec is a mapping of fields such as 'version: 1', but this file holds {root.Describe()}.");
        return null;
    }

    private SpecNode ReadNode()
    {
        if (_parser.Current is AnchorAlias alias)
            return Follow(alias);

        // YamlDotNet ends some broken mappings between a key and its value instead of refusing them.
        if (_parser.Current is not NodeEvent start)
            throw Problem(_parser.Current!, "A value is missing here; write one after the key, or remove the key.");

        var before = _nodes;
        Count(start, 1);
        RefuseTag(start);
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = null;

        var node = ReadContent(start);
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = new Anchored(node, _nodes - before);
        return node;
    }

    private SpecNode ReadContent(NodeEvent start)
    {
        if (++_depth > MostDepth)
            throw Problem(start, $"This is nested more than {MostDepth} levels deep; no field of a spec is.");

        SpecNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadList(start),
            _ => ReadMap(start),
        };
        _depth--;
        return node;
    }

    private SpecNode Follow(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchored))
            throw Problem(alias, $"The alias '*{name}' has no anchor '&{name}' before it.");
        if (anchored is null)
            throw Problem(alias, $"The alias '*{name}' stands inside of its own anchor '&{name}', which would never end.");

        Count(alias, anchored.Size);
        Advance();
        return anchored.Node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        Advance();
        return new ScalarNode((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private ListNode ReadList(ParsingEvent start)
    {
        var items = new List<SpecNode>();
        Advance();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode());
        Advance();
        return new ListNode((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private MapNode ReadMap(ParsingEvent start)
    {
        var entries = new MapEntries(problems);
        Advance();
        while (_parser.Current is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
                throw Problem(_parser.Current!, "A key must be plain text.");

            Count(key, 1);
            RefuseTag(key);
            var name = ReadScalar(key);
            entries.Add(name, ReadNode(), key.Style == ScalarStyle.Plain);
        }

        Advance();
        return new MapNode((int)start.Start.Line, (int)start.Start.Column, entries.Resolve());
    }

    // YamlDotNet answers some texts with InvalidOperationException and the like instead of its own exception.
    private void Advance()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is not YamlException)
        {
            throw new YamlProblemException((int)last.Line, (int)last.Column, "What follows here is not valid YAML; check its quotes, brackets and special characters.");
        }
    }

    private void Count(ParsingEvent at, long nodes)
    {
        _nodes += nodes;
        if (_nodes > MostNodes)
            throw Problem(at, $"The file grows beyond {MostNodes} values once its aliases are followed; write out what you need instead of nesting aliases.");
    }

    private static void RefuseTag(NodeEvent start)
    {
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
            throw Problem(start, $"The tag '{start.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)}' has no meaning in a spec; remove it.");
    }

    private void Consume<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
            Advance();
        if (_parser.Current is not T)
            throw Problem(_parser.Current!, "The file does not hold one YAML document.");
        Advance();
    }

    private static YamlProblemException Problem(ParsingEvent at, string message) =>
        new((int)at.Start.Line, (int)at.Start.Column, message);

    private sealed record Anchored(SpecNode Node, long Size);
}
