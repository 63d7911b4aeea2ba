using System.Globalization;
using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Filters;

/// <summary>Filters over the items of lists.</summary>
internal static class ListFilters
{
    internal static object? First(CallArguments arguments) => Items(arguments).Append(new Undefined("the first item of nothing")).First();

    internal static object? Last(CallArguments arguments) => Items(arguments).Prepend(new Undefined("the last item of nothing")).Last();

    internal static object Reverse(CallArguments arguments)
    {
        var value = arguments.Bind(("value", CallArguments.Required))[0];
        var reversed = JinjaValues.Items(value).Reverse();
        return value is string ? string.Concat(reversed) : reversed.ToList();
    }

    internal static object Join(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("d", ""), ("attribute", null));
        var items = JinjaValues.Items(values[0]).Select(item => PythonFormat.ToText(values[2] is null ? item : Member(item, values[2])));
        return string.Join(PythonFormat.ToText(values[1]), items);
    }

    /// <summary>A member of every item, or every item through a filter.</summary>
    internal static object Map(CallArguments arguments)
    {
        var items = ItemsOrNone(arguments.Positional[0]);
        if (arguments.Positional.Count > 1)
        {
            var name = JinjaValues.Text(arguments.Positional[1], "The name of the filter");
            var rest = arguments.WithoutFirst().WithoutFirst();
            return items.Select(item => JinjaFilters.Apply(name, rest.With(item))).ToList();
        }

        var values = arguments.Bind(("value", null), ("attribute", CallArguments.Required), ("default", null));
        return items.Select(item => Member(item, values[1]) is var member && member is Undefined ? values[2] ?? member : member).ToList();
    }

    /// <summary>The items for which a test, or their truth, is as wanted.</summary>
    internal static object Select(CallArguments arguments, bool wanted) =>
        Filtered(arguments.Positional[0], arguments.WithoutFirst(), item => item, wanted);

    /// <summary>The items of whose member a test, or its truth, is as wanted.</summary>
    internal static object SelectByMember(CallArguments arguments, bool wanted)
    {
        if (arguments.Positional.Count < 2) throw new JinjaException("The name of the member is missing");
        var name = arguments.Positional[1];
        return Filtered(arguments.Positional[0], arguments.WithoutFirst().WithoutFirst(), item => Member(item, name), wanted);
    }

    internal static object Sort(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("reverse", false), ("case_sensitive", false), ("attribute", null));
        return Ordered(JinjaValues.Items(values[0]), item => Key(item, values[3], values[2]), values[1]);
    }

    /// <summary>A mapping's entries, ordered by key or value.</summary>
    internal static object SortMapping(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("case_sensitive", false), ("by", "key"), ("reverse", false));
        if (values[0] is not JinjaMapping mapping) throw new JinjaException($"{JinjaValues.Describe(values[0])} has no keys and values");
        var place = values[2] switch
        {
            "key" => 0,
            "value" => 1,
            var by => throw new JinjaException($"'{PythonFormat.ToText(by)}' is not what 'dictsort' can order by; that is key or value"),
        };
        return Ordered(MappingMethods.Items(mapping), item => Key(((object?[])item!)[place], null, values[1]), values[3]);
    }

    internal static object Unique(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("case_sensitive", false), ("attribute", null));
        var keys = new List<object?>();
        var found = new List<object?>();
        foreach (var item in JinjaValues.Items(values[0]))
        {
            var key = Key(item, values[2], values[1]);
            if (keys.Exists(known => JinjaValues.AreEqual(known, key))) continue;
            keys.Add(key);
            found.Add(item);
        }

        return found;
    }

    internal static object? Sum(CallArguments arguments)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("attribute", null), ("start", 0L));
        return JinjaValues.Items(values[0]).Aggregate(
            values[2], (sum, item) => Arithmetic.Apply("+", sum, values[1] is null ? item : Member(item, values[1])));
    }

    /// <summary>The largest item (1) or the smallest (-1).</summary>
    internal static object? Extreme(CallArguments arguments, int sign)
    {
        var values = arguments.Bind(("value", CallArguments.Required), ("case_sensitive", false), ("attribute", null));
        object? best = new Undefined("the extreme item of nothing");
        foreach (var item in JinjaValues.Items(values[0]))
            if (best is Undefined || sign * JinjaValues.Compare(Key(item, values[2], values[1]), Key(best, values[2], values[1])) > 0)
                best = item;
        return best;
    }

    private static IEnumerable<object?> Items(CallArguments arguments) => JinjaValues.Items(arguments.Bind(("value", CallArguments.Required))[0]);

    /// <summary>These filters read over what is none or empty instead of refusing it.</summary>
    private static IEnumerable<object?> ItemsOrNone(object? value) => JinjaValues.IsTrue(value) ? JinjaValues.Items(value) : [];

    private static List<object?> Filtered(object? items, CallArguments test, Func<object?, object?> subject, bool wanted)
    {
        if (test.Positional.Count == 0) return [.. ItemsOrNone(items).Where(item => JinjaValues.IsTrue(subject(item)) == wanted)];
        var name = JinjaValues.Text(test.Positional[0], "The name of the test");
        var rest = test.WithoutFirst();
        return [.. ItemsOrNone(items).Where(item => JinjaTests.Apply(name, rest.With(subject(item))) == wanted)];
    }

    private static List<object?> Ordered(IEnumerable<object?> items, Func<object?, object?> key, object? reverse)
    {
        var order = Comparer<object?>.Create(JinjaValues.Compare);
        return [.. JinjaValues.IsTrue(reverse) ? items.OrderByDescending(key, order) : items.OrderBy(key, order)];
    }

    private static object? Key(object? item, object? member, object? caseSensitive)
    {
        var key = member is null ? item : Member(item, member);
        return key is string text && !JinjaValues.IsTrue(caseSensitive) ? text.ToLowerInvariant() : key;
    }

    /// <summary>A member given by name or place, or by several of them with dots between.</summary>
    private static object? Member(object? item, object? path)
    {
        if (path is not string names) return JinjaMembers.Subscript(item, path);
        return names.Split('.').Aggregate(item, (value, name) => long.TryParse(name, CultureInfo.InvariantCulture, out var place)
            ? JinjaMembers.Subscript(value, place)
            : JinjaMembers.Subscript(value, name));
    }
}
