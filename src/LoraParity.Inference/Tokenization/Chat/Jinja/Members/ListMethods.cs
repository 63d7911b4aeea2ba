using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Members;

/// <summary>The methods of lists and tuples. Those that would change one are not there, as in the environment that transformers renders in.</summary>
internal static class ListMethods
{
    /// <summary>A list's method, or null.</summary>
    internal static JinjaFunction? Find(object list, string name) => name switch
    {
        "index" => arguments => Index(list, One(arguments)),
        "count" => arguments => JinjaValues.Items(list).LongCount(item => JinjaValues.AreEqual(item, One(arguments))),
        _ => null,
    };

    private static object? One(CallArguments arguments) => arguments.Bind(("value", CallArguments.Required))[0];

    private static long Index(object list, object? wanted)
    {
        foreach (var (index, item) in JinjaValues.Items(list).Index())
            if (JinjaValues.AreEqual(item, wanted))
                return index;
        throw new JinjaException($"{PythonFormat.Represent(wanted)} is not in the list");
    }
}
