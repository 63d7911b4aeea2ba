using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Members;

/// <summary>The methods of mappings. Those that would change one are not there, as in the environment that transformers renders in.</summary>
internal static class MappingMethods
{
    /// <summary>A mapping's method, or null.</summary>
    internal static JinjaFunction? Find(JinjaMapping mapping, string name) => name switch
    {
        "items" => _ => Items(mapping),
        "keys" => _ => mapping.Entries.Select(entry => (object?)entry.Key).ToList(),
        "values" => _ => mapping.Entries.Select(entry => entry.Value).ToList(),
        "get" => arguments => Get(mapping, arguments),
        _ => null,
    };

    /// <summary>Keys and values, each pair a tuple.</summary>
    internal static List<object?> Items(JinjaMapping mapping) =>
        [.. mapping.Entries.Select(entry => (object?)new[] { entry.Key, entry.Value })];

    private static object? Get(JinjaMapping mapping, CallArguments arguments)
    {
        var values = arguments.Bind(("key", CallArguments.Required), ("default", null));
        return mapping.TryGet(values[0], out var value) ? value : values[1];
    }
}
