namespace LoraParity.Specs.Shapes;

/// <summary>Finds the known name a mistyped one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of some names by edit distance (letters swapped count once, case does not count), or null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(c => c.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= MostEdits(name, best.Name) ? best.Name : Beginning(name, known);
    }

    // 'dir' means 'directory', far as they are apart.
    private static string? Beginning(string name, IEnumerable<string> known) =>
        name.Length < 3 ? null : known.FirstOrDefault(k => k.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    // A third of the letters, so that 'bf17' finds 'bf16' and 'foo' finds nothing.
    private static int MostEdits(string name, string known) => Math.Max(1, Math.Max(name.Length, known.Length) / 3);

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > b.Length)
            return int.MaxValue;

        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                distance[i, j] = Cell(a, b, i, j, distance);
        }

        return distance[a.Length, b.Length];
    }

    private static int Cell(string a, string b, int i, int j, int[,] distance)
    {
        if (i == 0 || j == 0)
            return i + j;

        var changed = a[i - 1] == b[j - 1] ? 0 : 1;
        var least = Math.Min(Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1, distance[i - 1, j - 1] + changed);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, distance[i - 2, j - 2] + 1) : least;
    }
}
