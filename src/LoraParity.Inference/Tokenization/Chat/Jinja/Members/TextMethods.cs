using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Members;

/// <summary>The methods of texts.</summary>
internal static class TextMethods
{
    private static readonly Dictionary<string, Func<string, CallArguments, object?>> Methods = new()
    {
        ["strip"] = (text, arguments) => Strip(text, arguments, true, true),
        ["lstrip"] = (text, arguments) => Strip(text, arguments, true, false),
        ["rstrip"] = (text, arguments) => Strip(text, arguments, false, true),
        ["split"] = (text, arguments) => Split(text, arguments, PythonText.Split),
        ["rsplit"] = (text, arguments) => Split(text, arguments, PythonText.SplitFromRight),
        ["splitlines"] = (text, _) => Lines(text),
        ["startswith"] = (text, arguments) => Any(arguments, part => text.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (text, arguments) => Any(arguments, part => text.EndsWith(part, StringComparison.Ordinal)),
        ["removeprefix"] = (text, arguments) => WithoutPrefix(text, One(arguments)),
        ["removesuffix"] = (text, arguments) => WithoutSuffix(text, One(arguments)),
        ["replace"] = Replace,
        ["upper"] = (text, _) => text.ToUpperInvariant(),
        ["lower"] = (text, _) => text.ToLowerInvariant(),
        ["capitalize"] = (text, _) => Capitalize(text),
        ["title"] = (text, _) => Title(text),
        ["find"] = (text, arguments) => (long)text.IndexOf(One(arguments), StringComparison.Ordinal),
        ["rfind"] = (text, arguments) => (long)text.LastIndexOf(One(arguments), StringComparison.Ordinal),
        ["count"] = (text, arguments) => Count(text, One(arguments)),
        ["join"] = (text, arguments) => string.Join(text, JinjaValues.Items(arguments.Bind(("iterable", CallArguments.Required))[0])
            .Select(item => JinjaValues.Text(item, "What is joined"))),
        ["isdigit"] = (text, _) => text.Length > 0 && text.All(char.IsDigit),
        ["isalpha"] = (text, _) => text.Length > 0 && text.All(char.IsLetter),
        ["isalnum"] = (text, _) => text.Length > 0 && text.All(char.IsLetterOrDigit),
        ["isspace"] = (text, _) => text.Length > 0 && text.All(PythonText.IsSpace),
        ["isupper"] = (text, _) => text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["islower"] = (text, _) => text.Any(char.IsLower) && !text.Any(char.IsUpper),
    };

    /// <summary>A text's method, or null.</summary>
    internal static JinjaFunction? Find(string text, string name) =>
        Methods.TryGetValue(name, out var method) ? arguments => method(text, arguments) : null;

    /// <summary>The first character in upper case, the others in lower case.</summary>
    internal static string Capitalize(string text) =>
        text.Length == 0 ? text : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    private static string Strip(string text, CallArguments arguments, bool left, bool right) =>
        PythonText.Strip(text, arguments.Bind(("chars", null))[0], left, right);

    private static List<object?> Split(string text, CallArguments arguments, Func<string, object?, int, List<object?>> split)
    {
        var values = arguments.Bind(("sep", null), ("maxsplit", -1L));
        return split(text, values[0], JinjaValues.Integer(values[1], "'maxsplit'"));
    }

    private static List<object?> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Cast<object?>().ToList();
        if (lines[^1] is "") lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static bool Any(CallArguments arguments, Func<string, bool> holds) => arguments.Bind(("prefix", CallArguments.Required))[0] switch
    {
        object?[] several => several.Any(part => holds(JinjaValues.Text(part, "Each part"))),
        var part => holds(JinjaValues.Text(part, "The part")),
    };

    private static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static string WithoutSuffix(string text, string suffix) =>
        text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    private static string One(CallArguments arguments) => JinjaValues.Text(arguments.Bind(("sub", CallArguments.Required))[0], "The part");

    private static string Replace(string text, CallArguments arguments)
    {
        var values = arguments.Bind(("old", CallArguments.Required), ("new", CallArguments.Required), ("count", -1L));
        var old = JinjaValues.Text(values[0], "What is replaced");
        return Replace(text, old, JinjaValues.Text(values[1], "The replacement"), JinjaValues.Integer(values[2], "'count'"));
    }

    /// <summary>Replaces at most so many times unless that is negative; an empty text stands between all characters.</summary>
    internal static string Replace(string text, string old, string replacement, int most)
    {
        if (old.Length > 0 && most < 0) return text.Replace(old, replacement, StringComparison.Ordinal);
        if (old.Length > 0) return string.Join(replacement, text.Split(old, most + 1));
        var characters = PythonText.Characters(text).Cast<string>().Append("").ToList();
        return string.Concat(characters.Index().Select(entry => (most < 0 || entry.Index < most ? replacement : "") + entry.Item));
    }

    private static long Count(string text, string part) => part.Length == 0 ? PythonText.Length(text) + 1 : text.Split(part).Length - 1;

    private static string Title(string text)
    {
        var output = new char[text.Length];
        for (var index = 0; index < text.Length; index++)
            output[index] = index > 0 && char.IsLetter(text[index - 1]) ? char.ToLowerInvariant(text[index]) : char.ToUpperInvariant(text[index]);
        return new string(output);
    }
}
