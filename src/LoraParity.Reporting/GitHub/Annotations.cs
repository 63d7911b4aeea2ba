using LoraParity.Diagnostics;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.GitHub;

/// <summary>Workflow commands that mark a place in the pull request's files (<c>::error file=…,line=…::…</c>).</summary>
public static class Annotations
{
    /// <summary>One error a failing case, at the line of its prompt in the spec.</summary>
    /// <param name="document">The results.</param>
    /// <param name="root">Absolute path of the folder that the document's paths start from.</param>
    /// <param name="workspace">Absolute path of the checkout.</param>
    public static IEnumerable<string> Of(ResultsDocument document, string root, string workspace) =>
        from spec in document.Specs
        from record in spec.Cases
        where record.Outcome is not Outcome.Passed
        let line = spec.Prompts.First(p => p.Id == record.Prompt).Line
        select Error(
            Path.GetFullPath(spec.Spec, root), line, workspace, $"{spec.Name} › {record.Variant} › {record.Prompt}: {Outcomes.Word(record.Outcome)}", record.Message);

    /// <summary>An error for something wrong with the input, at its place where it has one.</summary>
    public static string Of(Diagnostic diagnostic, string workspace) => diagnostic.Location is { } place
        ? Error(place.File, place.Line, workspace, "LoraParity", diagnostic.Message)
        : $"::error title=LoraParity::{Data(diagnostic.Message)}";

    private static string Error(string file, int line, string workspace, string title, string message)
    {
        var relative = Path.GetRelativePath(workspace, file).Replace('\\', '/');
        return FormattableString.Invariant($"::error file={Property(relative)},line={line},title={Property(title)}::{Data(message)}");
    }

    private static string Data(string text) => PrintableText.Of(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
