using System.Text.RegularExpressions;

namespace LoraParity.AcceptanceTests.Tutorial;

/// <summary>
/// A page whose code blocks can be done. In a <c>console</c> block a line that begins with <c>$</c> is a command and the lines below it
/// are printed by it, in that order, with … for anything. A block below <c>&lt;!-- file: NAME --></c> is the file's text.
/// </summary>
internal static partial class TutorialPage
{
    /// <summary>All steps in the page's order.</summary>
    public static IReadOnlyList<TutorialStep> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var steps = new List<TutorialStep>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "```console")
                steps.AddRange(Commands(lines, ref i));
            else if (FileName().Match(lines[i]) is { Success: true } name)
                steps.Add(WrittenFile(lines, name.Groups[1].Value, ref i));
        }

        return steps;
    }

    /// <summary>The lines of the page that are not in the output in their order; empty where all are.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> shown, string output)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).ToList();
        var missing = new List<string>();
        var from = 0;
        foreach (var line in shown.Select(line => line.Trim()).Where(line => line is not ("" or "…")))
        {
            var pattern = $"^{Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal)}$";
            var found = lines.FindIndex(from, candidate => Regex.IsMatch(candidate, pattern));
            if (found < 0)
                missing.Add(line);
            else
                from = found + 1;
        }

        return missing;
    }

    private static List<TutorialStep> Commands(string[] lines, ref int i)
    {
        var steps = new List<TutorialStep>();
        for (i++; lines[i] != "```"; i++)
        {
            if (lines[i].StartsWith("$ ", StringComparison.Ordinal))
                steps.Add(new TutorialStep(i + 1, lines[i][2..], null, new List<string>()));
            else
                ((List<string>)steps[^1].Text).Add(lines[i]);
        }

        return steps;
    }

    private static TutorialStep WrittenFile(string[] lines, string name, ref int i)
    {
        var line = i + 1;
        while (!lines[i].StartsWith("```", StringComparison.Ordinal))
            i++;
        var text = new List<string>();
        for (i++; lines[i] != "```"; i++)
            text.Add(lines[i]);
        return new TutorialStep(line, null, name, text);
    }

    [GeneratedRegex("^<!-- file: (.+) -->$")]
    private static partial Regex FileName();
}
