namespace LoraParity.Specs.Shapes;

/// <summary>Joins names into a readable list.</summary>
internal static class Words
{
    /// <summary><c>a, b or c</c>, or with another word before the last.</summary>
    public static string Join(IReadOnlyList<string> names, string last = "or") => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {last} {names[^1]}",
    };
}
