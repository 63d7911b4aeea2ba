using System.Text.Json.Nodes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Shapes;

/// <summary>A list of at least one item.</summary>
/// <param name="item">The shape of every item.</param>
/// <param name="expected">Completes "must be …".</param>
/// <param name="unique">Whether an item may not come twice.</param>
internal sealed class ListShape<T>(Shape<T> item, string expected, bool unique = false) : Shape<IReadOnlyList<T>>
{
    public override string Expected => expected;

    public override IReadOnlyList<Field> Fields => item.Fields;

    public override bool TryRead(SpecNode node, FieldPath path, Problems problems, out IReadOnlyList<T> value)
    {
        var items = new List<T>();
        value = items;
        if (node is not ListNode list)
            return Refuse(node, path, problems);
        if (list.Items.Count > 0)
            return ReadItems(list, path, problems, items);

        problems.Add(node, $"'{path}' must be {Expected}, not an empty list.");
        return false;
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = item.ToSchema() };
        if (unique)
            schema["uniqueItems"] = true;
        return schema;
    }

    private bool ReadItems(ListNode list, FieldPath path, Problems problems, List<T> items)
    {
        var seen = new HashSet<T>();
        var good = true;
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = path.Item(i);
            if (!item.TryRead(list.Items[i], at, problems, out var value))
                good = false;
            else if (unique && !seen.Add(value))
                good = RefuseTwice(list.Items[i], at, problems);
            else
                items.Add(value);
        }

        return good;
    }

    private static bool RefuseTwice(SpecNode node, FieldPath path, Problems problems)
    {
        problems.Add(node, $"'{path}' is {node.Describe()}, which the list already holds; remove one of them.");
        return false;
    }
}
