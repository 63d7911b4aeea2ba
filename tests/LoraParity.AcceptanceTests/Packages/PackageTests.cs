using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace LoraParity.AcceptanceTests.Packages;

[Collection(PackagesCollection.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    private const string Version = "0.1.0";

    private static readonly string[] All =
    [
        "LoraParity.Core", "LoraParity.Specs", "LoraParity.Suites", "LoraParity.Inference", "LoraParity.Xunit", "LoraParity.Reporting",
        "loraparity", "LoraParity.Templates",
    ];

    public static TheoryData<string> Ids => [.. All];

    [Fact]
    public void Pack_MakesThesePackagesAndNoOthers() =>
        Assert.Equal(
            All.Select(id => $"{id}.{Version}.nupkg").Order(StringComparer.Ordinal),
            Directory.GetFiles(feed.Feed).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_SaysWhatItIs(string id)
    {
        using var package = Open(id);
        var metadata = Metadata(package);

        Assert.Equal((id, Version, "MIT"), (Value(metadata, "id"), Value(metadata, "version"), Value(metadata, "license")));
        Assert.Equal(("README.md", "icon.png"), (Value(metadata, "readme"), Value(metadata, "icon")));
        Assert.EndsWith(".", Value(metadata, "description"));
        Assert.InRange(package.GetEntry("icon.png")!.Length, 100, 20_000);
        Assert.StartsWith($"# {id}\n", Text(package, "README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_TellsNothingOfWhereAndWhenItWasPacked(string id)
    {
        using var package = Open(id);

        Assert.Equal([new DateTime(2026, 1, 1)], package.Entries.Select(entry => entry.LastWriteTime.Date).Distinct());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_OurAssemblies_HaveSymbolsInside(string id)
    {
        using var package = Open(id);

        foreach (var entry in package.Entries.Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal) && e.Name.StartsWith("loraparity", StringComparison.OrdinalIgnoreCase)))
        {
            using var image = new PEReader(new MemoryStream(Bytes(entry)));
            Assert.Contains(image.ReadDebugDirectory(), e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        }
    }

    [Fact]
    public void Xunit_BringsItsBuildFilesAndNoEngine()
    {
        using var package = Open("LoraParity.Xunit");

        foreach (var folder in new[] { "build", "buildTransitive" })
            Assert.All(new[] { "LoraParity.Xunit.props", "LoraParity.Xunit.targets", "ParitySuite.cs" }, file => Assert.NotNull(package.GetEntry($"{folder}/{file}")));
        var dependencies = Metadata(package).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => (string)e.Attribute("id")!);
        Assert.Equal("LoraParity.Suites", Assert.Single(dependencies, name => name.StartsWith("LoraParity", StringComparison.Ordinal)));
    }

    [Fact]
    public void Templates_Project_NamesTheVersionsOfThisRepository()
    {
        using var package = Open("LoraParity.Templates");

        var references = XDocument.Parse(Text(package, "content/loraparity/LoraParity1.csproj")).Descendants("PackageReference")
            .ToDictionary(reference => (string)reference.Attribute("Include")!, reference => (string)reference.Attribute("Version")!);

        Assert.Equal((Version, Version), (references["LoraParity.Xunit"], references["LoraParity.Inference"]));
        Assert.All(references.Values, version => Assert.Matches(@"^\d+\.\d+\.\d+$", version));
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(feed.Feed, $"{id}.{Version}.nupkg"));

    private static XElement Metadata(ZipArchive package) =>
        XDocument.Parse(Text(package, package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).FullName)).Root!;

    private static string Value(XElement metadata, string name) => metadata.Descendants().First(e => e.Name.LocalName == name).Value;

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
