using System.Text.Json;
using LoraParity.Diagnostics;

namespace LoraParity.Inference.Json;

/// <summary>
/// An object of a JSON file with typed access to its fields. A field that is absent or <c>null</c> counts as missing;
/// one of another type is an error that names field, value and file.
/// </summary>
/// <param name="element">A JSON object.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="path">Where in the file the object is, for example <c>text_config</c>; empty at the top.</param>
public sealed class JsonFields(JsonElement element, string file, string path = "")
{
    private const int LongestShownValue = 60;

    /// <summary>The file's path.</summary>
    public string File { get; } = file;

    /// <summary>The object as it is.</summary>
    public JsonElement Element { get; } = element;

    /// <summary>The names of all fields, in the file's order.</summary>
    public IEnumerable<string> Names => Element.EnumerateObject().Select(property => property.Name);

    /// <summary>A field's value; null where it is missing.</summary>
    public JsonElement? Find(string name) =>
        Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A string; null where it is missing.</summary>
    public string? FindText(string name) =>
        Find(name) is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Unexpected(name, "a string");

    /// <summary>A string that must be there.</summary>
    public string Text(string name) => FindText(name) ?? throw Missing(name);

    /// <summary>true or false; null where it is missing.</summary>
    public bool? FindFlag(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected(name, "true or false"),
    };

    /// <summary>A number; null where it is missing.</summary>
    public double? FindNumber(string name) =>
        Find(name) is not { } value ? null : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Unexpected(name, "a number");

    /// <summary>A number that must be there.</summary>
    public double Number(string name) => FindNumber(name) ?? throw Missing(name);

    /// <summary>A whole number; null where it is missing.</summary>
    public int? FindInteger(string name) =>
        Find(name) is not { } value ? null : ToInteger(value) ?? throw Unexpected(name, "a whole number");

    /// <summary>A whole number of at least 1; null where it is missing.</summary>
    public int? FindPositive(string name, int maximum = int.MaxValue) => FindInteger(name) switch
    {
        null => null,
        < 1 => throw Unexpected(name, "a whole number of at least 1"),
        var number when number > maximum => throw Unexpected(name, $"a whole number of at most {maximum}"),
        var number => number,
    };

    /// <summary>A whole number of at least 1 that must be there.</summary>
    public int Positive(string name, int maximum = int.MaxValue) => FindPositive(name, maximum) ?? throw Missing(name);

    /// <summary>A list of whole numbers; null where it is missing.</summary>
    public IReadOnlyList<int>? FindIntegers(string name) =>
        FindList(name, ToInteger, "a list of whole numbers");

    /// <summary>A list of numbers; null where it is missing.</summary>
    public IReadOnlyList<double>? FindNumbers(string name) =>
        FindList<double>(name, item => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : null, "a list of numbers");

    /// <summary>A list of strings; null where it is missing.</summary>
    public IReadOnlyList<string>? FindTexts(string name)
    {
        if (Find(name) is not { } list)
            return null;
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Unexpected(name, "a list of strings");
        return [.. list.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>An object; null where it is missing.</summary>
    public JsonFields? FindObject(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new JsonFields(value, File, PathOf(name))
        : throw Unexpected(name, "an object");

    /// <summary>The error for a field that is missing.</summary>
    public InputException Missing(string name) => new($"The field '{PathOf(name)}' is missing in '{File}'.");

    /// <summary>The error for a field whose value cannot be used.</summary>
    /// <param name="name">The field.</param>
    /// <param name="expected">What was expected instead, for example <c>a whole number</c>.</param>
    public InputException Unexpected(string name, string expected) =>
        new($"The field '{PathOf(name)}' of '{File}' is '{Shown(name)}'; {expected} was expected.");

    /// <summary>A field's value as messages show it: at most one short line.</summary>
    public string Shown(string name)
    {
        if (!Element.TryGetProperty(name, out var value))
            return "missing";
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestShownValue ? text : text[..LongestShownValue] + "…";
    }

    /// <summary>A field's place in the file, for example <c>text_config.hidden_size</c>.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private List<T>? FindList<T>(string name, Func<JsonElement, T?> convert, string expected)
        where T : struct
    {
        if (Find(name) is not { } list)
            return null;
        if (list.ValueKind != JsonValueKind.Array)
            throw Unexpected(name, expected);
        return [.. list.EnumerateArray().Select(item => convert(item) ?? throw Unexpected(name, expected))];
    }

    private static int? ToInteger(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return null;
        if (value.TryGetInt32(out var number))
            return number;
        var real = value.GetDouble();
        return real == Math.Truncate(real) && Math.Abs(real) <= int.MaxValue ? (int)real : null;
    }
}
