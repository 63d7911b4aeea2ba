using System.Collections;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Filters;

/// <summary>The tests of <c>value is test</c>.</summary>
internal static class JinjaTests
{
    private static readonly Dictionary<string, Func<object?, bool>> OfOne = new()
    {
        ["boolean"] = value => value is bool,
        ["callable"] = value => value is JinjaFunction,
        ["defined"] = value => value is not Undefined,
        ["even"] = value => Whole(value) % 2 == 0,
        ["false"] = value => value is false,
        ["float"] = value => value is double,
        ["integer"] = value => value is long,
        ["iterable"] = value => value is string or IList or JinjaMapping or Undefined,
        ["lower"] = value => PythonFormat.ToText(value) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["mapping"] = value => value is JinjaMapping,
        ["none"] = value => value is null,
        ["number"] = value => value is long or double or bool,
        ["odd"] = value => Math.Abs(Whole(value) % 2) == 1,
        ["sequence"] = value => value is string or IList or JinjaMapping or Undefined,
        ["string"] = value => value is string,
        ["true"] = value => value is true,
        ["undefined"] = value => value is Undefined,
        ["upper"] = value => PythonFormat.ToText(value) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
    };

    private static readonly Dictionary<string, Func<object?, object?, bool>> OfTwo = new()
    {
        ["=="] = JinjaValues.AreEqual,
        ["eq"] = JinjaValues.AreEqual,
        ["equalto"] = JinjaValues.AreEqual,
        ["!="] = (value, other) => !JinjaValues.AreEqual(value, other),
        ["ne"] = (value, other) => !JinjaValues.AreEqual(value, other),
        ["<"] = (value, other) => JinjaValues.Compare(value, other) < 0,
        ["lt"] = (value, other) => JinjaValues.Compare(value, other) < 0,
        ["lessthan"] = (value, other) => JinjaValues.Compare(value, other) < 0,
        ["<="] = (value, other) => JinjaValues.Compare(value, other) <= 0,
        ["le"] = (value, other) => JinjaValues.Compare(value, other) <= 0,
        [">"] = (value, other) => JinjaValues.Compare(value, other) > 0,
        ["gt"] = (value, other) => JinjaValues.Compare(value, other) > 0,
        ["greaterthan"] = (value, other) => JinjaValues.Compare(value, other) > 0,
        [">="] = (value, other) => JinjaValues.Compare(value, other) >= 0,
        ["ge"] = (value, other) => JinjaValues.Compare(value, other) >= 0,
        ["divisibleby"] = (value, other) => JinjaValues.AreEqual(Arithmetic.Apply("%", value, other), 0L),
        ["in"] = (value, other) => JinjaValues.Contains(other, value),
        ["sameas"] = (value, other) => ReferenceEquals(value, other) || (value is bool or long && value.Equals(other)),
    };

    /// <summary>Whether a test holds of the first argument.</summary>
    internal static bool Apply(string name, CallArguments arguments)
    {
        if (OfOne.TryGetValue(name, out var one)) return one(arguments.Bind(("value", null))[0]);
        if (!OfTwo.TryGetValue(name, out var two))
            throw new JinjaException($"The test '{name}' is not supported; supported are {string.Join(", ", OfOne.Keys.Concat(OfTwo.Keys))}");
        var values = arguments.Bind(("value", null), ("other", CallArguments.Required));
        return two(values[0], values[1]);
    }

    private static long Whole(object? value) =>
        JinjaValues.Whole(value) ?? throw new JinjaException($"{JinjaValues.Describe(value)} is neither even nor odd");
}
