using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Members;

/// <summary>Members of values: <c>value.name</c> and <c>value[index]</c>.</summary>
internal static class JinjaMembers
{
    /// <summary>A method or member first, then the item of that name; undefined where there is neither.</summary>
    internal static object? Attribute(object? target, string name)
    {
        switch (target)
        {
            case Undefined undefined: throw undefined.Error();
            case JinjaNamespace scope: return scope.Members.TryGetValue(name, out var member) ? member : new Undefined(name);
            case LoopState loop: return loop.Member(name);
            case string text when TextMethods.Find(text, name) is { } method: return method;
            case JinjaMapping mapping when MappingMethods.Find(mapping, name) is { } method: return method;
            case List<object?> or object?[] when ListMethods.Find(target, name) is { } method: return method;
            case JinjaMapping mapping: return mapping.TryGet(name, out var value) ? value : new Undefined(name);
            default: return new Undefined(name);
        }
    }

    /// <summary>The item of that index or key, then the member of that name; undefined where there is neither.</summary>
    internal static object? Subscript(object? target, object? index)
    {
        switch (target)
        {
            case Undefined undefined: throw undefined.Error();
            case JinjaMapping mapping when mapping.TryGet(index, out var value): return value;
            case List<object?> list when JinjaValues.Whole(index) is { } place: return At(list, place);
            case object?[] tuple when JinjaValues.Whole(index) is { } place: return At(tuple, place);
            case string text when JinjaValues.Whole(index) is { } place: return At([.. PythonText.Characters(text)], place);
            default: return index is string name ? Attribute(target, name) : new Undefined(PythonFormat.ToText(index));
        }
    }

    private static object? At(IList<object?> items, long place)
    {
        if (place < 0) place += items.Count;
        return place >= 0 && place < items.Count ? items[(int)place] : new Undefined($"item {place}");
    }
}
