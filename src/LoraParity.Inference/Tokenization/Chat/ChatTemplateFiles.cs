using System.Text.Json;
using LoraParity.Diagnostics;

namespace LoraParity.Inference.Tokenization.Chat;

/// <summary>What a checkpoint's files say about chat templates and the tokens that they use.</summary>
internal sealed class ChatTemplateFiles
{
    private const string Configuration = "tokenizer_config.json";
    private const string TokensOnly = "special_tokens_map.json";
    private const string TemplateFile = "chat_template.jinja";
    private const string MoreTemplates = "additional_chat_templates";
    private const string Default = "default";

    private readonly string _folder;
    private readonly Dictionary<string, (string Source, string Text)> _templates = [];
    private readonly Dictionary<string, string> _specialTokens = [];

    private ChatTemplateFiles(string folder) => _folder = folder;

    internal bool HasTemplate => _templates.Count > 0;

    /// <summary>The tokens by the names that templates use: <c>bos_token</c>, <c>eos_token</c> …</summary>
    internal IReadOnlyDictionary<string, string> SpecialTokens => _specialTokens;

    internal static ChatTemplateFiles Read(string folder)
    {
        var files = new ChatTemplateFiles(folder);
        files.ReadJson(TokensOnly, files.ReadTokens);
        files.ReadJson(Configuration, files.ReadConfiguration);
        files.ReadTemplate(TemplateFile, Default);
        foreach (var path in Directory.Exists(files.PathOf(MoreTemplates)) ? Directory.GetFiles(files.PathOf(MoreTemplates), "*.jinja") : [])
            files.ReadTemplate(Path.GetRelativePath(folder, path), Path.GetFileNameWithoutExtension(path));
        return files;
    }

    /// <summary>The template of a name, with the path that it was read from.</summary>
    internal (string Source, string Text) Choose(string? name)
    {
        if (!HasTemplate)
            throw new InputException($"The checkpoint '{_folder}' has no chat template (no '{TemplateFile}', and no 'chat_template' in "
                + $"'{Configuration}'); give the prompt as a text, or add the template.");
        if (_templates.TryGetValue(name ?? Default, out var template)) return template;
        if (name is null && _templates.Count == 1) return _templates.Values.Single();
        throw new InputException($"The checkpoint '{_folder}' has no chat template named '{name ?? Default}'; it has "
            + $"'{string.Join("', '", _templates.Keys.Order(StringComparer.Ordinal))}'.");
    }

    private void ReadConfiguration(JsonElement configuration)
    {
        ReadTokens(configuration);
        if (!configuration.TryGetProperty("chat_template", out var template)) return;
        var path = PathOf(Configuration);
        if (template.ValueKind == JsonValueKind.String) _templates[Default] = (path, template.GetString()!);
        else if (template.ValueKind == JsonValueKind.Array)
            foreach (var named in template.EnumerateArray())
                _templates[Text(named, "name", path)] = (path, Text(named, "template", path));
        else if (template.ValueKind != JsonValueKind.Null)
            throw new InputException($"The field 'chat_template' in '{path}' is neither a text nor a list of named texts.");
    }

    /// <summary>Tokens are texts, or objects with a <c>content</c>.</summary>
    private void ReadTokens(JsonElement tokens)
    {
        foreach (var field in tokens.EnumerateObject().Where(field => field.Name.EndsWith("_token", StringComparison.Ordinal)))
        {
            if (field.Value.ValueKind == JsonValueKind.String) _specialTokens[field.Name] = field.Value.GetString()!;
            else if (field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("content", out var content)
                && content.ValueKind == JsonValueKind.String)
                _specialTokens[field.Name] = content.GetString()!;
        }
    }

    private void ReadTemplate(string file, string name)
    {
        if (ReadFile(file) is { } text) _templates[name] = (PathOf(file), text);
    }

    private void ReadJson(string file, Action<JsonElement> read)
    {
        if (ReadFile(file) is not { } text) return;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InputException($"The file '{PathOf(file)}' does not hold a JSON object.");
            read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InputException($"The file '{PathOf(file)}' is not valid JSON, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json has no other way to say it.
            throw new InputException($"The file '{PathOf(file)}' holds half a character (an unpaired surrogate) in a text.");
        }
    }

    private string? ReadFile(string file)
    {
        try
        {
            return File.Exists(PathOf(file)) ? File.ReadAllText(PathOf(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The file '{PathOf(file)}' cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }

    private static string Text(JsonElement named, string field, string path) =>
        named.ValueKind == JsonValueKind.Object && named.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new InputException($"An entry of the field 'chat_template' in '{path}' has no text '{field}'.");

    private string PathOf(string file) => Path.Combine(_folder, file);
}
