using System.Text.Json;
using LoraParity.AcceptanceTests.Suites;
using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests.Packages;

/// <summary>
/// This build's packages in a feed of their own, and a user's machine that knows no other: an empty home, an empty package folder,
/// and for everything else the packages that this build was restored from.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    private static readonly string[] Projects =
    [
        "src/LoraParity.Core", "src/LoraParity.Specs", "src/LoraParity.Suites", "src/LoraParity.Inference", "src/LoraParity.Xunit",
        "src/LoraParity.Reporting", "src/LoraParity.Cli", "templates/LoraParity.Templates",
    ];

    private readonly TemporaryFolder _folder = new();

    public PackedFeed()
    {
        Pack();
        _folder.Write("work/nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear />{string.Concat(KnownPackages().Select((path, i) => $"<add key=\"known{i}\" value=\"{path}\" />"))}</fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The folder with the packages.</summary>
    public string Feed => _folder["feed"];

    /// <summary>An empty folder to work in, but for a nuget.config.</summary>
    public string Work => _folder["work"];

    /// <summary>The environment of a user who has nothing but .NET.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["NUGET_PACKAGES"] = _folder["packages"],
        ["DOTNET_CLI_HOME"] = _folder["home"],
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",
        ["LORAPARITY_CACHE"] = _folder["cache"],
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>Where global tools are installed.</summary>
    public string Tools => _folder["home", ".dotnet", "tools"];

    public void Dispose() => _folder.Dispose();

    // One process for all: what takes time is starting MSBuild. The build is the one that the tests run from.
    private void Pack()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var files = Projects.Select(project => Path.Combine(SharedFixtures.Repository, project, Path.GetFileName(project) + ".csproj"));
        var pack = _folder.Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', files)}" Targets="Pack" Properties="NoBuild=true;Configuration={configuration};PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        var (code, output) = Dotnet.Run(_folder.Path, Variables.Where(v => v.Key != "NUGET_PACKAGES"), "msbuild", pack, "-nologo", "-v:q");
        if (code != 0)
            throw new InvalidOperationException($"The packages cannot be packed.\n{output}");
    }

    private static IEnumerable<string> KnownPackages()
    {
        var assets = Path.Combine(SharedFixtures.Repository, "tests", "LoraParity.AcceptanceTests", "obj", "project.assets.json");
        using var json = JsonDocument.Parse(File.ReadAllText(assets));
        return [.. json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }
}
