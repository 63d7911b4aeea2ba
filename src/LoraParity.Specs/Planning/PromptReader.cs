using System.IO.Enumeration;
using LoraParity.Plans;
using LoraParity.Specs.Fields;
using LoraParity.Specs.Files;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Planning;

/// <summary>Turns prompt items into prompts: reads their files, checks that every id is there once.</summary>
internal sealed class PromptReader(string folder, Problems problems)
{
    private readonly Dictionary<string, (string Id, PromptEntry Entry)> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Prompt> _prompts = [];

    public IReadOnlyList<Prompt> Read(IReadOnlyList<PromptEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.File is null)
                Add(entry, entry.Id!, Inline(entry));
            else
                AddFiles(entry, entry.File);
        }

        return _prompts;
    }

    private Prompt Inline(PromptEntry entry) => Named(entry, entry.Id!) with
    {
        Text = entry.Text,
        TokenIds = entry.TokenIds,
        Messages = entry.Messages,
    };

    private Prompt Named(PromptEntry entry, string id) => new(id, entry.MaxNewTokens, problems.Place(entry.Node));

    private void Add(PromptEntry entry, string id, Prompt prompt)
    {
        if (Names.IsReserved(id))
            problems.Add(entry.IdNode, $"The prompt id '{id}' is a device's name on Windows and cannot be part of a file name there; choose another.");
        else if (!_seen.TryAdd(id, (id, entry)))
            problems.Add(entry.IdNode, Duplicates.Sentence("prompt id", id, _seen[id].Id, _seen[id].Entry.Node));
        else
            _prompts.Add(prompt);
    }

    private void AddFiles(PromptEntry entry, string pattern)
    {
        var path = Paths.Resolve(folder, pattern);
        var directory = Path.GetDirectoryName(path) ?? path;
        var name = Path.GetFileName(path);
        if (directory.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            problems.Add(entry.FileNode, $"'{pattern}' has a wildcard in a folder's name; use * and ? in the file name only, one item a folder.");
            return;
        }

        var files = FilesIn(directory, name);
        if (files.Length == 0)
            problems.Add(entry.FileNode, $"No file matches '{pattern}', looked for in '{directory}'.");
        foreach (var file in files)
            AddFile(entry, file);
    }

    private static string[] FilesIn(string directory, string name)
    {
        if (!Directory.Exists(directory))
            return [];

        string[] files = [.. Directory.EnumerateFiles(directory).Where(f => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(f), ignoreCase: false))];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private void AddFile(PromptEntry entry, string file)
    {
        var id = Path.GetFileNameWithoutExtension(file);
        if (!Names.IsId(id))
        {
            problems.Add(entry.FileNode, $"The file '{file}' gives the prompt id '{id}', but an id must be {Names.IdExpected}; rename the file.");
            return;
        }

        var (text, problem) = TextFile.Read(file);
        var prompt = WithoutFinalNewline(text);
        if (problem is not null)
            problems.Add(entry.FileNode, problem.Message);
        else if (prompt.Length == 0)
            problems.Add(entry.FileNode, $"The file '{file}' is empty, but a prompt needs text.");
        else
            Add(entry, id, Named(entry, id) with { Text = prompt });
    }

    private static string WithoutFinalNewline(string text)
    {
        if (!text.EndsWith('\n'))
            return text;
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text[..^1];
    }
}
