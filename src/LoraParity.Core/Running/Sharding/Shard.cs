using System.Globalization;
using LoraParity.Diagnostics;

namespace LoraParity.Running.Sharding;

/// <summary>One of several processes that run a suite together, each its share.</summary>
/// <param name="Index">Which one, from 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Source">Where that is said: an option or the name of a variable.</param>
public sealed record Shard(int Index, int Count, string Source)
{
    /// <summary>The variable that says it in the project's own words, as <c>3/8</c>; <c>off</c> runs everything whatever else is set.</summary>
    public const string Variable = "LORAPARITY_SHARD";

    /// <summary>How many completions a Kubernetes job with <c>JOB_COMPLETION_INDEX</c> has: Kubernetes itself does not say.</summary>
    public const string TotalVariable = "LORAPARITY_SHARD_TOTAL";

    /// <summary>Reads <c>3/8</c>.</summary>
    /// <param name="text">Index and count.</param>
    /// <param name="source">Where it stands.</param>
    /// <exception cref="InputException">It is nothing of the kind.</exception>
    public static Shard Parse(string text, string source)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0]) is { } index && Number(parts[1]) is { } count && index >= 1 && index <= count
            ? new Shard(index, count, source)
            : throw new InputException($"{source} is '{text}' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.");
    }

    /// <summary>
    /// What the environment says: <c>LORAPARITY_SHARD</c>, or what SLURM sets for arrays, Kubernetes for indexed jobs, GitLab for
    /// parallel jobs. Null where it says nothing, or that there is one process.
    /// </summary>
    /// <param name="variable">Reads a variable; null where it is not set.</param>
    /// <exception cref="InputException">The variables contradict each other.</exception>
    public static Shard? Detect(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } own)
            return own.Equals("off", StringComparison.OrdinalIgnoreCase) ? null : Parse(own, Variable);
        var found = Slurm(variable) ?? Kubernetes(variable) ?? GitLab(variable);
        return found is null or { Count: 1 } ? null : found;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static Shard? Slurm(Func<string, string?> variable)
    {
        const string Id = "SLURM_ARRAY_TASK_ID";
        if (Number(variable(Id)) is not { } id || Number(variable("SLURM_ARRAY_TASK_COUNT")) is not { } count)
            return null;
        var (first, step) = (Number(variable("SLURM_ARRAY_TASK_MIN")) ?? 0, Math.Max(1, Number(variable("SLURM_ARRAY_TASK_STEP")) ?? 1));
        return Checked(Id, (id - first) / step, count, "number the array's tasks without gaps, for example '--array=0-7'");
    }

    private static Shard? Kubernetes(Func<string, string?> variable)
    {
        const string Id = "JOB_COMPLETION_INDEX";
        if (Number(variable(Id)) is not { } index)
            return null;
        return Number(variable(TotalVariable)) is { } count
            ? Checked(Id, index, count, $"set {TotalVariable} to the job's completions")
            : throw new InputException(
                $"{Id} is set, which makes this process one of several, but {TotalVariable} does not say of how many: set it to the job's completions, or {Variable}=off to run everything.");
    }

    private static Shard? GitLab(Func<string, string?> variable) =>
        Number(variable("CI_NODE_INDEX")) is { } index && Number(variable("CI_NODE_TOTAL")) is { } count
            ? Checked("CI_NODE_INDEX", index - 1, count, "set both as GitLab does for 'parallel'")
            : null;

    private static Shard Checked(string source, int index, int count, string advice) => index >= 0 && index < count
        ? new Shard(index + 1, count, source)
        : throw new InputException(FormattableString.Invariant(
            $"{source} makes this shard {index + 1} of {count}, which does not exist: {advice}, or set {Variable}, for example to '3/8'."));

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
