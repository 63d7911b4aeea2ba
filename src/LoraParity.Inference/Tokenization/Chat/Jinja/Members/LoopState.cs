using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Members;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class LoopState(IReadOnlyList<object?> items, int depth)
{
    private object? _lastChecked = new();

    /// <summary>The round, counted from 0.</summary>
    internal int Index { get; set; }

    /// <summary>How many loops are around this one.</summary>
    internal int Depth => depth;

    /// <summary>The value of a member, or undefined.</summary>
    internal object? Member(string name) => name switch
    {
        "index" => (long)Index + 1,
        "index0" => (long)Index,
        "revindex" => (long)items.Count - Index,
        "revindex0" => (long)items.Count - Index - 1,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => (long)depth + 1,
        "depth0" => (long)depth,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("loop.previtem"),
        "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new Undefined("loop.nextitem"),
        "cycle" => (JinjaFunction)Cycle,
        "changed" => (JinjaFunction)(arguments => HasChanged(arguments)),
        _ => new Undefined($"loop.{name}"),
    };

    private object? Cycle(CallArguments arguments) => arguments.Positional.Count > 0
        ? arguments.Positional[Index % arguments.Positional.Count]
        : throw new JinjaException("'loop.cycle' needs an argument");

    private bool HasChanged(CallArguments arguments)
    {
        object?[] values = [.. arguments.Positional];
        if (JinjaValues.AreEqual(values, _lastChecked)) return false;
        _lastChecked = values;
        return true;
    }
}
