using LoraParity.TestKit;

namespace LoraParity.AcceptanceTests.Suites;

/// <summary>
/// A user's test project in a folder of its own: specs, models, the packages, and not a line of code. It is built once, run,
/// approved, broken in several places and run again; the tests look at what the runs reported.
/// </summary>
/// <remarks>It refers to the assemblies beside this test, as packages would bring them.</remarks>
public sealed class UserProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _runs;

    public UserProject()
    {
        _folder.Write("Parity.csproj", ProjectFile());
        foreach (var name in new[] { "steady", "byte", "tensor", "line" })
            AddSpec(name, UserSpecs.Tiny(name));
        AddSpec("gpu", UserSpecs.Tiny("gpu") + "\ndevice: cuda\n");
        Build();
        First = Test();
        Approve();
        Breakage.OfSnapshots(this["snapshots", "byte"]);
        Breakage.OfTensor(this["models", "tensor", "adapter", "adapter_model.safetensors"]);
        Breakage.OfLine(this["specs", "line.parity.yaml"]);
        Second = Test();
    }

    /// <summary>The project's folder.</summary>
    public string Path => _folder.Path;

    /// <summary>The first run, when nothing was approved yet.</summary>
    internal IReadOnlyDictionary<string, TrxResult> First { get; }

    /// <summary>The run after everything was approved and some of it broken.</summary>
    internal IReadOnlyDictionary<string, TrxResult> Second { get; }

    /// <summary>The path of something inside the project.</summary>
    public string this[params string[] parts] => _folder[parts];

    /// <summary>Runs the built tests.</summary>
    /// <param name="filter">As for <c>dotnet test --filter</c>, or null for all.</param>
    /// <param name="variables">Environment variables to set.</param>
    internal IReadOnlyDictionary<string, TrxResult> Test(string? filter = null, params KeyValuePair<string, string>[] variables)
    {
        var results = $"run{++_runs}.trx";
        string[] all = ["test", Assembly, "--logger", $"trx;LogFileName={results}", "--results-directory", Path];
        var (_, output) = Dotnet.Run(Path, variables, filter is null ? all : [.. all, "--filter", filter]);
        return File.Exists(this[results]) ? TrxFile.Read(this[results]) : throw new InvalidOperationException($"No test ran.\n{output}");
    }

    /// <summary>Lists the tests without running them.</summary>
    internal string List(IEnumerable<KeyValuePair<string, string>> variables) =>
        Dotnet.Run(Path, variables, "test", Assembly, "--list-tests").Output;

    public void Dispose() => _folder.Dispose();

    private string Assembly => this["bin", "Debug", "net10.0", "Parity.dll"];

    private void AddSpec(string name, string yaml)
    {
        _folder.Write($"specs/{name}.parity.yaml", yaml);
        var source = SharedFixtures.Own("peft-kinds", "llama-safe");
        foreach (var file in new[] { "base", "adapter" }.SelectMany(part => Directory.GetFiles(System.IO.Path.Combine(source, part))))
        {
            var target = _folder["models", name, System.IO.Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Build()
    {
        var (code, output) = Dotnet.Run(Path, [], "build", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "q", "--nologo");
        if (code != 0)
            throw new InvalidOperationException($"The user's project does not build.\n{output}");
    }

    private void Approve()
    {
        foreach (var received in Directory.GetFiles(Path, "*.received.*", SearchOption.AllDirectories))
            File.Move(received, received.Replace(".received.", ".verified.", StringComparison.Ordinal));
    }

    private static string ProjectFile()
    {
        var build = System.IO.Path.Combine(SharedFixtures.Repository, "src", "LoraParity.Xunit", "build", "LoraParity.Xunit");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                <Reference Include="{AppContext.BaseDirectory}LoraParity.Xunit.dll" />
                <Reference Include="{AppContext.BaseDirectory}LoraParity.Inference.dll" />
              </ItemGroup>
              <Import Project="{build}.targets" />
            </Project>
            """;
    }
}
