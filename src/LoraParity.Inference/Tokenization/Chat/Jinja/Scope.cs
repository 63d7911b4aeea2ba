using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>Variables, and the scope around them. A loop's round and a macro's call have their own; an <c>if</c> has none.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, object?> _variables = [];

    /// <summary>The value of a variable of this scope or the nearest around it.</summary>
    internal object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope._variables.TryGetValue(name, out var value))
                return value;
        return new Undefined(name);
    }

    /// <summary>Sets a variable of this scope.</summary>
    internal void Set(string name, object? value) => _variables[name] = value;

    private Scope? Outer => outer;
}
