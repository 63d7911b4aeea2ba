using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Filters;

/// <summary>The filters; the first argument of each is what stands before the <c>|</c>.</summary>
internal static class JinjaFilters
{
    private static readonly Dictionary<string, JinjaFunction> Filters = new()
    {
        ["abs"] = NumberFilters.Absolute,
        ["capitalize"] = TextFilters.Capitalize,
        ["count"] = arguments => JinjaValues.Length(One(arguments)),
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = ListFilters.SortMapping,
        ["e"] = TextFilters.Escape,
        ["escape"] = TextFilters.Escape,
        ["first"] = ListFilters.First,
        ["float"] = NumberFilters.ToFloat,
        ["indent"] = TextFilters.Indent,
        ["int"] = NumberFilters.ToInteger,
        ["items"] = Items,
        ["join"] = ListFilters.Join,
        ["last"] = ListFilters.Last,
        ["length"] = arguments => JinjaValues.Length(One(arguments)),
        ["list"] = arguments => JinjaValues.Items(One(arguments)).ToList(),
        ["lower"] = TextFilters.Lower,
        ["map"] = ListFilters.Map,
        ["max"] = arguments => ListFilters.Extreme(arguments, 1),
        ["min"] = arguments => ListFilters.Extreme(arguments, -1),
        ["reject"] = arguments => ListFilters.Select(arguments, false),
        ["rejectattr"] = arguments => ListFilters.SelectByMember(arguments, false),
        ["replace"] = TextFilters.Replace,
        ["reverse"] = ListFilters.Reverse,
        ["round"] = NumberFilters.Round,
        ["safe"] = One,
        ["select"] = arguments => ListFilters.Select(arguments, true),
        ["selectattr"] = arguments => ListFilters.SelectByMember(arguments, true),
        ["sort"] = ListFilters.Sort,
        ["string"] = arguments => PythonFormat.ToText(One(arguments)),
        ["sum"] = ListFilters.Sum,
        ["title"] = TextFilters.Title,
        ["tojson"] = ToJson,
        ["trim"] = TextFilters.Trim,
        ["unique"] = ListFilters.Unique,
        ["upper"] = TextFilters.Upper,
    };

    /// <summary>The value of a filter.</summary>
    internal static object? Apply(string name, CallArguments arguments) => Filters.TryGetValue(name, out var filter)
        ? filter(arguments)
        : throw new JinjaException($"The filter '{name}' is not supported; supported are {string.Join(", ", Filters.Keys)}");

    private static object? One(CallArguments arguments) => arguments.Bind(("value", CallArguments.Required))[0];

    private static object? Default(CallArguments arguments)
    {
        var values = arguments.Bind(("value", null), ("default_value", ""), ("boolean", false));
        var isMissing = values[0] is Undefined || (JinjaValues.IsTrue(values[2]) && !JinjaValues.IsTrue(values[0]));
        return isMissing ? values[1] : values[0];
    }

    private static List<object?> Items(CallArguments arguments) => One(arguments) switch
    {
        JinjaMapping mapping => MappingMethods.Items(mapping),
        Undefined => [],
        var value => throw new JinjaException($"{JinjaValues.Describe(value)} has no keys and values"),
    };

    /// <summary>As transformers defines it: nothing is escaped for HTML, and characters beyond ASCII stay as they are.</summary>
    private static string ToJson(CallArguments arguments)
    {
        var values = arguments.Bind(
            ("value", CallArguments.Required), ("ensure_ascii", false), ("indent", null), ("separators", null), ("sort_keys", false));
        var indent = values[2] switch
        {
            null => null,
            string text => text,
            var width => new string(' ', Math.Max(JinjaValues.Integer(width, "'indent'"), 0)),
        };
        var separators = values[3] is null ? [indent is null ? ", " : ",", ": "] : JinjaValues.Items(values[3]).ToArray();
        if (separators.Length != 2) throw new JinjaException("'separators' must be two texts");
        return new PythonJson(
            JinjaValues.Text(separators[0], "A separator"), JinjaValues.Text(separators[1], "A separator"), indent,
            JinjaValues.IsTrue(values[1]), JinjaValues.IsTrue(values[4])).Write(values[0]);
    }
}
