using LoraParity.Specs.Fields;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Tests;

/// <summary>The reference's tables, made from the fields that the reader reads.</summary>
internal static class FieldTables
{
    /// <summary>One Markdown table for each mapping of a spec, by its path; the top level is <c>spec</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Sections("spec", SpecFields.Spec.Fields).ToDictionary(s => s.Path, s => Table(s.Fields));

    private static IEnumerable<(string Path, IReadOnlyList<Field> Fields)> Sections(string path, IReadOnlyList<Field> fields)
    {
        yield return (path, fields);
        foreach (var field in fields.Where(f => f.Shape.Fields.Count > 0))
        {
            var own = path == "spec" ? field.Name : $"{path}.{field.Name}";
            foreach (var section in Sections(own, field.Shape.Fields))
                yield return section;
        }
    }

    private static string Table(IReadOnlyList<Field> fields) =>
        string.Join('\n', ["| field | must be | default | meaning |", "|---|---|---|---|", .. fields.Where(f => f.NotYet is null).Select(Row)]);

    private static string Row(Field field) =>
        $"| `{field.Name}` | {Escape(field.Shape.Expected)} | {(field.Required ? "**required**" : Escape(field.Default ?? "–"))} | {Escape(field.Doc)} |";

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
