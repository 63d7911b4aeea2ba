using System.Reflection;
using System.Text.Json;
using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests;

/// <summary>TorchSharp and Verify are not on every feed: only a build that asks for them restores them.</summary>
public sealed class OptionalPackagesTests
{
    [Theory]
    [InlineData("WithTorchSharp", "TorchSharp")]
    [InlineData("WithVerify", "Verify")]
    public void Restore_WithoutTheProperty_HasNoTraceOfThePackage(string property, string package)
    {
        var asked = typeof(OptionalPackagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(metadata => metadata.Key == property && metadata.Value == "true");
        var naming = Directory.EnumerateFiles(SharedFixtures.Repository, "project.assets.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 })
            .Where(path => Libraries(path).Any(library => IsOf(library, package)))
            .Select(path => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!))
            .Order(StringComparer.Ordinal);

        Assert.Equal(asked ? [$"LoraParity.{package}", $"LoraParity.{package}.Tests"] : [], naming);
    }

    private static bool IsOf(string library, string package) =>
        library.StartsWith($"{package}/", StringComparison.OrdinalIgnoreCase)
        || library.StartsWith($"{package}.", StringComparison.OrdinalIgnoreCase)
        || library.StartsWith($"{package}-", StringComparison.OrdinalIgnoreCase);

    private static List<string> Libraries(string path)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(path));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }
}
