namespace LoraParity.Reporting.Review;

/// <summary>Compares texts line by line, by their longest common subsequence.</summary>
public static class LineDiff
{
    private const int Context = 2;

    // Above this the table of the middle part would take more memory than the difference is worth.
    private const long MostCells = 4_000_000;

    /// <summary>The lines that differ, with some equal ones around them; empty where the texts are equal.</summary>
    public static IReadOnlyList<DiffLine> Of(string old, string now)
    {
        var lines = Compare(Split(old), Split(now));
        return lines.All(l => l.Kind is DiffKind.Same) ? [] : [.. WithoutFar(lines)];
    }

    // A text that is not there has no lines, not an empty one.
    private static string[] Split(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static List<DiffLine> Compare(string[] old, string[] now)
    {
        var start = 0;
        while (start < Math.Min(old.Length, now.Length) && old[start] == now[start])
            start++;
        var end = 0;
        while (end < Math.Min(old.Length, now.Length) - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        return
        [
            .. Lines(DiffKind.Same, old[..start]),
            .. Middle(old[start..^end], now[start..^end]),
            .. Lines(DiffKind.Same, old[^end..]),
        ];
    }

    private static IEnumerable<DiffLine> Middle(string[] old, string[] now) => (long)old.Length * now.Length > MostCells
        ? [.. Lines(DiffKind.Removed, old), .. Lines(DiffKind.Added, now)]
        : Walk(old, now, Lengths(old, now));

    private static int[,] Lengths(string[] old, string[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static IEnumerable<DiffLine> Walk(string[] old, string[] now, int[,] lengths)
    {
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return new DiffLine(DiffKind.Same, old[i++]);
                j++;
            }
            else if (j == now.Length || (i < old.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                yield return new DiffLine(DiffKind.Removed, old[i++]);
            }
            else
            {
                yield return new DiffLine(DiffKind.Added, now[j++]);
            }
        }
    }

    private static IEnumerable<DiffLine> WithoutFar(List<DiffLine> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind is not DiffKind.Same)
                near.AsSpan(Math.Max(0, i - Context), Math.Min(lines.Count, i + Context + 1) - Math.Max(0, i - Context)).Fill(true);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                yield return lines[i];
                continue;
            }

            var first = i;
            while (i + 1 < lines.Count && !near[i + 1])
                i++;
            yield return new DiffLine(DiffKind.Gap, FormattableString.Invariant($"… {i - first + 1} equal lines"));
        }
    }

    private static IEnumerable<DiffLine> Lines(DiffKind kind, string[] lines) => lines.Select(line => new DiffLine(kind, line));
}
