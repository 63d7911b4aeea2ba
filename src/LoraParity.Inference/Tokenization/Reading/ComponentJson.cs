using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>One object of a tokenizer file, with its place for error messages.</summary>
/// <param name="element">The object.</param>
/// <param name="path">Where it stands in the file, <c>pre_tokenizer.pretokenizers[1]</c>.</param>
/// <param name="file">The file's path as the user knows it.</param>
internal sealed class ComponentJson(JsonElement element, string path, string file)
{
    /// <summary>The object's <c>type</c>, or null in files from before there was one.</summary>
    internal string? Type => OptionalText("type");

    internal JsonElement Element => element;

    /// <summary>The error that the object's value makes.</summary>
    /// <param name="sentence">What is wrong, without where and without a full stop.</param>
    internal InputException Error(string sentence) => new(path.Length == 0
        ? $"{sentence}, in the tokenizer file '{file}'."
        : $"{sentence}, at '{path}' of the tokenizer file '{file}'.");

    /// <summary>The error that the object has a type which is not known.</summary>
    internal InputException UnknownType(string kind, string known) =>
        Error($"The {kind} type '{Type ?? "(none)"}' is not known; known are {known}");

    internal bool Has(string name) => Find(name) is not null;

    internal string Text(string name) => OptionalText(name) ?? throw Missing(name, "a text");

    internal string? OptionalText(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? TextOf(value, name) : throw Wrong(name, value, "a text");

    internal bool Flag(string name, bool absent) => Find(name) is not { } value ? absent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, value, "true or false");

    internal int Number(string name) => OptionalNumber(name) ?? throw Missing(name, "a whole number");

    internal int? OptionalNumber(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
        : throw Wrong(name, value, "a whole number, not negative");

    /// <summary>The object under a name.</summary>
    internal ComponentJson Child(string name) => OptionalChild(name) ?? throw Missing(name, "an object");

    /// <summary>The object under a name, or null where it is absent or null.</summary>
    internal ComponentJson? OptionalChild(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new ComponentJson(value, Join(name), file) : throw Wrong(name, value, "an object");

    /// <summary>The list under a name.</summary>
    internal JsonElement List(string name) => Find(name) is not { } value ? throw Missing(name, "a list")
        : value.ValueKind == JsonValueKind.Array ? value : throw Wrong(name, value, "a list");

    /// <summary>The objects of the list under a name; none where it is absent and may be.</summary>
    internal IReadOnlyList<ComponentJson> Children(string name, bool optional = false)
    {
        if (optional && !Has(name)) return [];
        return [.. List(name).EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.Object
            ? new ComponentJson(item, $"{Join(name)}[{index}]", file)
            : throw Wrong($"{name}[{index}]", item, "an object"))];
    }

    /// <summary>The pattern under <c>pattern</c>: <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    internal ITextPattern Pattern()
    {
        var pattern = Child("pattern");
        if (pattern.OptionalText("String") is { } literal) return new LiteralPattern(literal);
        try
        {
            return new RegexPattern(pattern.Text("Regex"));
        }
        catch (PatternException e)
        {
            throw pattern.Error(e.Message);
        }
    }

    /// <summary>Refuses a field that no version of the format known here has, unless its value is null or false.</summary>
    internal void RefuseUnknownFields()
    {
        foreach (var field in element.EnumerateObject())
            if (field.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && !KnownFields.All.Contains(field.Name))
                throw Error($"The field '{field.Name}' of the type '{Type ?? "(none)"}' is not known, and ids could be others with it");
    }

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error($"The field '{name}' holds half a character (an unpaired surrogate)");
        }
    }

    private InputException Missing(string name, string expected) => Error($"The field '{name}' is missing; it is {expected}");

    private InputException Wrong(string name, JsonElement value, string expected) =>
        Error($"The field '{name}' is {Shortened(value)}; it must be {expected}");

    private static string Shortened(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 40 ? $"'{text}'" : $"'{text[..40]}…'";
    }
}
