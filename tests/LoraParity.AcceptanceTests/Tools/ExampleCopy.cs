using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests.Tools;

/// <summary>A copy of the example's specs, models and approved snapshots, to be run and broken.</summary>
internal sealed class ExampleCopy : IDisposable
{
    private static readonly string Original = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity");
    private readonly TemporaryFolder _folder = new();

    public ExampleCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Original, "*.parity.yaml").Concat(Files("models")).Concat(Files("snapshots").Where(IsApproved)))
        {
            var copy = _folder[Path.GetRelativePath(Original, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The working directory.</summary>
    public string Folder => _folder.Path;

    /// <summary>Where the approved snapshots of the original lie.</summary>
    public static string Approved => Path.Combine(Original, "snapshots");

    public string this[params string[] parts] => _folder[parts];

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Original, folder), "*", SearchOption.AllDirectories);

    private static bool IsApproved(string path) => path.EndsWith(".verified.json", StringComparison.Ordinal);
}
