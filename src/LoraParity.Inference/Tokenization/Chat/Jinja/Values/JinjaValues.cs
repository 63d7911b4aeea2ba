using System.Collections;
using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>
/// The values of templates and Python's rules for them. None is null; other values are bool, long, double, string,
/// <c>List&lt;object?&gt;</c> (a list), <c>object?[]</c> (a tuple), <see cref="JinjaMapping"/>, <see cref="JinjaNamespace"/>,
/// <see cref="LoopState"/>, <see cref="JinjaFunction"/> and <see cref="Undefined"/>.
/// </summary>
internal static class JinjaValues
{
    /// <summary>Whether a value counts as true.</summary>
    internal static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        string text => text.Length > 0,
        JinjaMapping mapping => mapping.Count > 0,
        IList list => list.Count > 0,
        _ => Number(value) is not 0.0,
    };

    /// <summary>A number or truth value as a number, else null.</summary>
    internal static double? Number(object? value) => value switch
    {
        bool truth => truth ? 1 : 0,
        long whole => whole,
        double number => number,
        _ => null,
    };

    /// <summary>A whole number or truth value, else null.</summary>
    internal static long? Whole(object? value) => value switch
    {
        bool truth => truth ? 1 : 0,
        long whole => whole,
        _ => null,
    };

    /// <summary>A whole number that is needed.</summary>
    internal static int Integer(object? value, string what) => Whole(value) is { } whole and >= int.MinValue and <= int.MaxValue
        ? (int)whole
        : throw new JinjaException($"{what} must be a whole number, and is {Describe(value)}");

    /// <summary>A text that is needed.</summary>
    internal static string Text(object? value, string what) => value switch
    {
        string text => text,
        Undefined undefined => throw undefined.Error(),
        _ => throw new JinjaException($"{what} must be a text, and is {Describe(value)}"),
    };

    internal static bool AreEqual(object? left, object? right)
    {
        if (Number(left) is { } x && Number(right) is { } y) return x == y;
        return (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (string a, string b) => a == b,
            (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (object?[] a, object?[] b) => a.Length == b.Length && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (JinjaMapping a, JinjaMapping b) => a.Count == b.Count
                && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && AreEqual(entry.Value, other)),
            _ => ReferenceEquals(left, right),
        };
    }

    /// <summary>Less than 0, 0 or more, as the left value comes before, with or after the right.</summary>
    internal static int Compare(object? left, object? right)
    {
        if (Number(left) is { } x && Number(right) is { } y) return x.CompareTo(y);
        if (left is string a && right is string b) return string.CompareOrdinal(a, b);
        if (left is Undefined undefined) throw undefined.Error();
        if (left is not IList first || right is not IList second)
            throw new JinjaException($"{Describe(left)} and {Describe(right)} cannot be put in order");
        for (var index = 0; index < Math.Min(first.Count, second.Count); index++)
            if (!AreEqual(first[index], second[index]))
                return Compare(first[index], second[index]);
        return first.Count.CompareTo(second.Count);
    }

    /// <summary>Whether a container has an item, a mapping a key, or a text a part.</summary>
    internal static bool Contains(object? container, object? item) => container switch
    {
        string text => text.Contains(Text(item, "What is looked for in a text"), StringComparison.Ordinal),
        JinjaMapping mapping => mapping.TryGet(item, out _),
        _ => Items(container).Any(candidate => AreEqual(candidate, item)),
    };

    /// <summary>The items of a list, the characters of a text, the keys of a mapping; nothing of what is undefined.</summary>
    internal static IEnumerable<object?> Items(object? value) => value switch
    {
        List<object?> list => list,
        object?[] tuple => tuple,
        string text => PythonText.Characters(text),
        JinjaMapping mapping => mapping.Entries.Select(entry => (object?)entry.Key),
        Undefined => [],
        _ => throw new JinjaException($"{Describe(value)} has no items to go through"),
    };

    /// <summary>How many items, characters or keys there are.</summary>
    internal static long Length(object? value) => value switch
    {
        string text => PythonText.Length(text),
        JinjaMapping mapping => mapping.Count,
        IList list => list.Count,
        Undefined => 0,
        _ => throw new JinjaException($"{Describe(value)} has no length"),
    };

    /// <summary>What a value is, for errors; it may start a sentence.</summary>
    internal static string Describe(object? value) => value switch
    {
        null => "none",
        bool => "a truth value",
        long or double => "a number",
        string => "a text",
        List<object?> => "a list",
        object?[] => "a tuple",
        JinjaMapping => "a mapping",
        Undefined undefined => $"the undefined '{undefined.Name}'",
        JinjaFunction => "a function",
        _ => "an object",
    };
}
