using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>The arguments of a call, evaluated.</summary>
/// <param name="callee">How errors call what is called.</param>
/// <param name="positional">Arguments by place.</param>
/// <param name="named">Arguments by name.</param>
internal sealed class CallArguments(string callee, IReadOnlyList<object?> positional, IReadOnlyList<(string Name, object? Value)> named)
{
    /// <summary>No arguments.</summary>
    internal static CallArguments None(string callee) => new(callee, [], []);

    internal IReadOnlyList<object?> Positional => positional;

    internal IReadOnlyList<(string Name, object? Value)> Named => named;

    /// <summary>The same arguments with one put before them.</summary>
    internal CallArguments With(object? first) => new(callee, [first, .. positional], named);

    /// <summary>The same arguments without the first.</summary>
    internal CallArguments WithoutFirst() => new(callee, [.. positional.Skip(1)], named);

    /// <summary>
    /// The values of parameters in order; one that is not given has its default, and where that is <see cref="Required"/> it is an error.
    /// </summary>
    internal object?[] Bind(params ReadOnlySpan<(string Name, object? Default)> parameters)
    {
        if (positional.Count > parameters.Length)
            throw new JinjaException($"'{callee}' takes at most {parameters.Length} arguments and got {positional.Count}");
        var values = new object?[parameters.Length];
        for (var index = 0; index < parameters.Length; index++)
            values[index] = index < positional.Count ? positional[index] : parameters[index].Default;
        foreach (var (name, value) in named) values[IndexOf(parameters, name)] = value;
        for (var index = 0; index < values.Length; index++)
            if (ReferenceEquals(values[index], Required))
                throw new JinjaException($"'{callee}' needs the argument '{parameters[index].Name}'");
        return values;
    }

    /// <summary>Marks a parameter that must be given.</summary>
    internal static object Required { get; } = new();

    private int IndexOf(ReadOnlySpan<(string Name, object? Default)> parameters, string name)
    {
        for (var index = positional.Count; index < parameters.Length; index++)
            if (parameters[index].Name == name)
                return index;
        throw new JinjaException($"'{callee}' does not take the argument '{name}'");
    }
}
