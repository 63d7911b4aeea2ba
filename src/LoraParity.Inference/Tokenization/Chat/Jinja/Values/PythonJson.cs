using System.Globalization;
using System.Text;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>Values as Python's <c>json.dumps</c> writes them.</summary>
/// <param name="itemSeparator">Between items.</param>
/// <param name="keySeparator">Between key and value.</param>
/// <param name="indent">What each level is indented by, or null for one line.</param>
/// <param name="escapesNonAscii">Whether characters beyond ASCII are escaped.</param>
/// <param name="sortsKeys">Whether mappings are ordered by key.</param>
internal sealed class PythonJson(string itemSeparator, string keySeparator, string? indent, bool escapesNonAscii, bool sortsKeys)
{
    private readonly StringBuilder _output = new();

    /// <summary>The JSON of a value.</summary>
    internal string Write(object? value)
    {
        Write(value, 0);
        return _output.ToString();
    }

    private void Write(object? value, int level)
    {
        switch (value)
        {
            case null: _output.Append("null"); break;
            case bool truth: _output.Append(truth ? "true" : "false"); break;
            case string text: WriteText(text); break;
            case long or double: _output.Append(PythonFormat.Represent(value)); break;
            case JinjaMapping mapping: WriteAll('{', '}', Ordered(mapping), WriteEntry, level); break;
            case List<object?> list: WriteAll('[', ']', list, Write, level); break;
            case object?[] tuple: WriteAll('[', ']', tuple, Write, level); break;
            case Undefined undefined: throw undefined.Error();
            default: throw new JinjaException($"{JinjaValues.Describe(value)} cannot be written as JSON");
        }
    }

    private IReadOnlyCollection<KeyValuePair<object, object?>> Ordered(JinjaMapping mapping) => sortsKeys
        ? [.. mapping.Entries.Order(Comparer<KeyValuePair<object, object?>>.Create((left, right) => JinjaValues.Compare(left.Key, right.Key)))]
        : [.. mapping.Entries];

    private void WriteEntry(KeyValuePair<object, object?> entry, int level)
    {
        if (entry.Key is string text) WriteText(text);
        else WriteText(entry.Key is bool truth ? truth ? "true" : "false" : PythonFormat.Represent(entry.Key));
        _output.Append(keySeparator);
        Write(entry.Value, level);
    }

    private void WriteAll<T>(char open, char close, IReadOnlyCollection<T> items, Action<T, int> write, int level)
    {
        _output.Append(open);
        foreach (var (index, item) in items.Index())
        {
            if (index > 0) _output.Append(itemSeparator);
            BreakLine(level + 1);
            write(item, level + 1);
        }

        if (items.Count > 0) BreakLine(level);
        _output.Append(close);
    }

    private void BreakLine(int level)
    {
        if (indent is null) return;
        _output.Append('\n');
        for (var count = 0; count < level; count++) _output.Append(indent);
    }

    private void WriteText(string text)
    {
        _output.Append('"');
        foreach (var c in text)
            switch (c)
            {
                case '"': _output.Append("\\\""); break;
                case '\\': _output.Append("\\\\"); break;
                case '\n': _output.Append("\\n"); break;
                case '\r': _output.Append("\\r"); break;
                case '\t': _output.Append("\\t"); break;
                case '\b': _output.Append("\\b"); break;
                case '\f': _output.Append("\\f"); break;
                case var _ when c < ' ' || (c > '~' && escapesNonAscii): _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: _output.Append(c); break;
            }

        _output.Append('"');
    }
}
