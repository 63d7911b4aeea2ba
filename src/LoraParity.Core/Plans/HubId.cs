using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LoraParity.Plans;

/// <summary>A model on a hub, written <c>org/name@revision</c>. Where a plan or request names a model, it stands in the folder's place.</summary>
public sealed partial record HubId
{
    private HubId(string repository, string revision)
    {
        Repository = repository;
        Revision = revision;
    }

    /// <summary><c>org/name</c>.</summary>
    public string Repository { get; }

    /// <summary>A branch, a tag, <c>refs/pr/N</c>, or a commit's 40 hexadecimal digits.</summary>
    public string Revision { get; }

    /// <summary>Whether the revision is a commit, which never changes.</summary>
    public bool IsCommit => IsCommitHash(Revision);

    /// <summary>Whether a text is a commit's 40 hexadecimal digits, in small letters.</summary>
    public static bool IsCommitHash(string text) => Commit().IsMatch(text);

    /// <summary>Reads an id. A folder of that form is written with <c>./</c> before it.</summary>
    /// <param name="text">For example <c>Qwen/Qwen2.5-0.5B@main</c>.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether the text is one; every other text is a path.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out HubId? id)
    {
        var match = Form().Match(text);
        var fits = match.Success && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal);
        id = fits ? new HubId(match.Groups["repository"].Value, match.Groups["revision"].Value) : null;
        return fits;
    }

    /// <summary><c>org/name@revision</c>.</summary>
    public override string ToString() => $"{Repository}@{Revision}";

    [GeneratedRegex(
        @"\A(?<repository>[A-Za-z0-9][\w.-]{0,95}/\w[\w.-]{0,95})@(?<revision>\w(?:[\w./-]{0,198}[\w-])?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Commit();
}
