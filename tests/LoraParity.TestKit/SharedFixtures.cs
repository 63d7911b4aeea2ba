using Xunit;

namespace LoraParity.TestKit;

/// <summary>Files tests read: the repository's own fixtures, and other people's files beside the checkout, which may be absent.</summary>
public static class SharedFixtures
{
    /// <summary>The repository's root: the nearest folder above the test assembly that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A path under tests/fixtures.</summary>
    public static string Own(params string[] parts) => Path.Combine([Repository, "tests", "fixtures", .. parts]);

    /// <summary>A path under the shared fixtures beside the checkout; the calling test (a SkippableFact) is skipped where it is absent.</summary>
    public static string OrSkip(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Repository)!, "shared", "fixtures", .. parts]);
        Skip.IfNot(Path.Exists(path), $"The fixture '{string.Join('/', parts)}' belongs to others and is not beside this checkout.");
        return path;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LoraParity.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
