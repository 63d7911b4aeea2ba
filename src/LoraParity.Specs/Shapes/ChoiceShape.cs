using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>One of some names.</summary>
/// <param name="choices">Names and what they mean, in the order they are listed.</param>
/// <param name="synonyms">Names other tools use, for the hint only.</param>
internal sealed class ChoiceShape<T>(IReadOnlyList<KeyValuePair<string, T>> choices, IReadOnlyDictionary<string, string>? synonyms = null) : Shape<T>
{
    private readonly string[] _names = [.. choices.Select(c => c.Key)];

    public override string Expected => Words.Join(_names);

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, [MaybeNullWhen(false)] out T value)
    {
        var index = node is ScalarNode { Kind: ScalarKind.Text } scalar ? Array.IndexOf(_names, scalar.Text) : -1;
        value = index < 0 ? default : choices[index].Value;
        return index >= 0 || Refuse(node, path, problems, Hint(node));
    }

    public override JsonObject ToSchema() => new() { ["enum"] = new JsonArray([.. _names.Select(n => JsonValue.Create(n))]) };

    private string Hint(SpecNode node)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar)
            return "";

        var near = synonyms?.GetValueOrDefault(scalar.Text.ToLowerInvariant()) ?? NearestName.Of(scalar.Text, _names);
        return near is null ? "" : $"; the nearest is '{near}'";
    }
}
