using LoraParity.TestKit;

namespace LoraParity.Specs.Tests;

/// <summary>The specs that users start from.</summary>
public sealed class ExampleTests
{
    private const string EditorLine = "# yaml-language-server: $schema=";

    public static TheoryData<string> Specs { get; } =
        [.. Directory.EnumerateFiles(Examples, "*.parity.yaml", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Examples, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Examples => Path.Combine(SharedFixtures.Repository, "examples");

    [Theory]
    [MemberData(nameof(Specs))]
    public void Read_Example_IsValid(string spec)
    {
        var path = Path.Combine(Examples, spec);

        Assert.Equal([], SpecReader.Read(path).Diagnostics);
        Assert.Equal([], SchemaTests.Errors(File.ReadAllText(path)));
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Read_Example_NamesTheSchemaForEditors(string spec)
    {
        var path = Path.Combine(Examples, spec);
        var first = File.ReadLines(path).First();

        Assert.StartsWith(EditorLine, first);
        Assert.Equal(
            Path.Combine(SharedFixtures.Repository, "schemas", "parity-spec.schema.json"),
            Path.GetFullPath(first[EditorLine.Length..], Path.GetDirectoryName(path)!));
    }
}
