using LoraParity.Diagnostics;
using LoraParity.Reporting.Results;
using LoraParity.TestKit;

namespace LoraParity.Reporting.Tests.Results;

public sealed class ResultsJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var document = Samples.Document();
        var odd = document with { Specs = [document.Specs[0] with { Floors = [document.Specs[0].Floors[0] with { Rms = double.NaN, KlMean = double.PositiveInfinity }] }] };

        ResultsJson.Write(_folder["r.json"], odd);

        var text = File.ReadAllText(_folder["r.json"]);
        Assert.Contains("\"rms\":\"NaN\",\"kl_mean\":\"Infinity\"", text, StringComparison.Ordinal);
        Assert.Equal(text, ResultsJson.Serialize(ResultsJson.Read(_folder["r.json"])));
    }

    [Fact]
    public void Read_NoSuchFile_SaysWhatWritesIt() => Refused(
        "gone.json", $"The file '{_folder["gone.json"]}' does not exist; 'loraparity run SPEC --results gone.json' writes it.");

    [Theory]
    [InlineData("{}", "it has no 'version'")]
    [InlineData("[]", "it has no 'version'")]
    [InlineData("{\"version\": \"1\"}", "it has no 'version'")]
    public void Read_AnotherJson_SaysSo(string text, string what) => Refused(
        Path.GetFileName(_folder.Write("r.json", text)),
        $"The file '{_folder["r.json"]}' is no results.json: {what}. Write it again with 'loraparity run SPEC --results FILE'.");

    [Fact]
    public void Read_AnotherVersion_SaysWhichAndWhatToDo() => Refused(
        Path.GetFileName(_folder.Write("r.json", "{\"version\": 2}")),
        $"The file '{_folder["r.json"]}' has version 2 of the format, and this loraparity reads version 1; use the version that wrote it, or run again.");

    [Fact]
    public void Read_CutOff_IsRefused()
    {
        var text = ResultsJson.Serialize(Samples.Document());
        _folder.Write("r.json", text[..(text.Length / 2)]);

        var refusal = Assert.Throws<InputException>(() => ResultsJson.Read(_folder["r.json"]));

        Assert.StartsWith($"The file '{_folder["r.json"]}' is no results.json: ", refusal.Message, StringComparison.Ordinal);
    }

    private void Refused(string name, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => ResultsJson.Read(_folder[name])).Message);
}
