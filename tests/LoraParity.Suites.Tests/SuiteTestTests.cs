using System.Text.Json;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests;

public sealed class SuiteTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_WhatSerializeWrote_IsTheSameTest()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());
        _folder.Write("b.parity.yaml", SampleSpecs.Driftball("b").Replace("version: 1", "version: 1\ntypo: 2", StringComparison.Ordinal));
        var tests = Read("*.parity.yaml", "none.yaml");

        var parsed = tests.Select(t => SuiteTest.Parse(t.Serialize(), _folder.Path)).ToList();

        Assert.Equal(13, tests.Count);
        Assert.Equal(tests.Select(Facts), parsed.Select(Facts));
        Assert.Equal(tests.Select(t => t.Serialize()), parsed.Select(t => t.Serialize()));
    }

    [Fact]
    public void Parse_OtherProjectFolder_FindsTheSpecThere()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());

        var moved = SuiteTest.Parse(Read("*.yaml")[0].Serialize(), _folder["elsewhere"]);

        Assert.Equal(_folder["elsewhere", "a.parity.yaml"], moved.Location!.File);
    }

    [Fact]
    public void Parse_OtherText_Throws() => Assert.Throws<JsonException>(() => SuiteTest.Parse("driftball", _folder.Path));

    [Fact]
    public void Traits_MergedCase_AreOfSpecVariantAndPrompt()
    {
        _folder.Write("a.parity.yaml", SampleSpecs.Driftball());

        var test = Read("*.yaml").Single(t => t.Name == "driftball › merged.bf16.bf16.fp16 › raw");

        Assert.Equal(
            ["spec=driftball", "prompt=raw", "application=merged", "merge=bf16", "save=bf16", "compute=fp16"],
            test.Traits.Select(t => $"{t.Key}={t.Value}"));
        Assert.Equal(11, test.Location!.Line);
    }

    private IReadOnlyList<SuiteTest> Read(params string[] globs) => SpecSuite.Read(_folder.Path, globs).Tests;

    private static string Facts(SuiteTest test) =>
        string.Join(" | ", test.GetType(), test.Name, test.Id, test.Group, test.Location, string.Join(' ', test.Traits));
}
