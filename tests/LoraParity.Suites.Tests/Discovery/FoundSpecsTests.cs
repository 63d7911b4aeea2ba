using LoraParity.Specs;
using LoraParity.Suites.Discovery;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests.Discovery;

public sealed class FoundSpecsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TenThousandCases_ParsesEachSpecOnce()
    {
        var prompts = string.Concat(Enumerable.Range(0, 1000).Select(i => $"\n  - {{id: p{i}, token_ids: [1, 2], max_new_tokens: 1}}"));
        _folder.Write("specs/a.parity.yaml", SampleSpecs.Driftball("a"));
        _folder.Write("specs/b.parity.yaml", SampleSpecs.Driftball("b").Replace("\nprompts:", $"\nprompts:{prompts}", StringComparison.Ordinal));
        _folder.Write("specs/c.parity.yaml", SampleSpecs.Driftball("c").Replace("\nprompts:", $"\nprompts:{prompts}", StringComparison.Ordinal));
        var reads = new List<string>();

        var suite = FoundSpecs.Read(_folder.Path, ["specs/*.parity.yaml", "**/*.parity.yaml"], path =>
        {
            reads.Add(path);
            return SpecReader.Read(path);
        });

        Assert.Empty(suite.Errors);
        Assert.Equal([11, 5011, 5011], suite.Specs.Select(s => PlannedCase.Of(s.Plan).Count()));
        Assert.Equal([_folder["specs", "a.parity.yaml"], _folder["specs", "b.parity.yaml"], _folder["specs", "c.parity.yaml"]], reads);
    }

    [Fact]
    public void Read_OutputFolders_AreNotSearched()
    {
        _folder.Write("bin/Debug/a.parity.yaml", SampleSpecs.Driftball("a"));
        _folder.Write("obj/b.parity.yaml", SampleSpecs.Driftball("b"));
        _folder.Write("specs/bin/c.parity.yaml", SampleSpecs.Driftball("c"));

        var suite = FoundSpecs.Read(_folder.Path, ["**/*.parity.yaml"]);

        Assert.Equal(["specs/bin/c.parity.yaml"], suite.Specs.Select(s => s.File.RelativePath));
    }

    [Fact]
    public void Read_GlobsOutsideTheProject_AreFollowed()
    {
        var path = _folder.Write("specs/a.parity.yaml", SampleSpecs.Driftball("a"));
        var project = Directory.CreateDirectory(_folder["tests"]).FullName;

        var relative = FoundSpecs.Read(project, ["../specs/*.yaml"]);
        var absolute = FoundSpecs.Read(project, [path]);

        Assert.Equal("../specs/a.parity.yaml", Assert.Single(relative.Specs).File.RelativePath);
        Assert.Equal("../specs/a.parity.yaml", Assert.Single(absolute.Specs).File.RelativePath);
        Assert.Equal(path, Assert.Single(absolute.Specs).File.FullPath);
    }
}
