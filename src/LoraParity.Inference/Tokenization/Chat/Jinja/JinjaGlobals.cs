using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>The functions that every template has, with those that transformers adds.</summary>
internal static class JinjaGlobals
{
    private const int LongestRange = 100_000;

    /// <summary>A scope with the functions.</summary>
    /// <param name="clock">What <c>strftime_now</c> tells.</param>
    internal static Scope Create(TimeProvider clock)
    {
        var scope = new Scope(null);
        scope.Set("range", (JinjaFunction)Range);
        scope.Set("dict", (JinjaFunction)Dictionary);
        scope.Set("namespace", (JinjaFunction)Namespace);
        scope.Set("raise_exception", (JinjaFunction)Raise);
        scope.Set("strftime_now", (JinjaFunction)(arguments => StrftimeFormat.Format(
            clock.GetLocalNow(), JinjaValues.Text(arguments.Bind(("format", CallArguments.Required))[0], "The format"))));
        return scope;
    }

    private static List<object?> Range(CallArguments arguments)
    {
        var values = arguments.Bind(("start", CallArguments.Required), ("stop", null), ("step", 1L)).Select((value, index) =>
            value is null ? (int?)null : JinjaValues.Integer(value, "An end of a range")).ToArray();
        var (start, stop) = values[1] is { } given ? (values[0]!.Value, given) : (0, values[0]!.Value);
        var step = values[2]!.Value;
        if (step == 0) throw new JinjaException("The step of a range is 0");
        var count = Math.Max((long)Math.Ceiling(((double)stop - start) / step), 0);
        if (count > LongestRange) throw new JinjaException($"The range has {count} numbers, which is too many");
        return [.. Enumerable.Range(0, (int)count).Select(index => (object?)((long)start + (long)index * step))];
    }

    private static JinjaMapping Dictionary(CallArguments arguments)
    {
        if (arguments.Positional.Count > 0) throw new JinjaException("'dict' takes arguments by name only");
        var mapping = new JinjaMapping();
        foreach (var (name, value) in arguments.Named) mapping[name] = value;
        return mapping;
    }

    private static JinjaNamespace Namespace(CallArguments arguments)
    {
        var result = new JinjaNamespace();
        foreach (var argument in arguments.Positional)
            foreach (var (key, value) in Entries(argument))
                result.Members[PythonFormat.ToText(key)] = value;
        foreach (var (name, value) in arguments.Named) result.Members[name] = value;
        return result;
    }

    private static IEnumerable<KeyValuePair<object, object?>> Entries(object? argument) => argument is JinjaMapping mapping
        ? mapping.Entries
        : throw new JinjaException("'namespace' takes mappings and arguments by name");

    private static object? Raise(CallArguments arguments) =>
        throw new JinjaException(PythonFormat.ToText(arguments.Bind(("message", CallArguments.Required))[0])) { IsRefusal = true };
}
