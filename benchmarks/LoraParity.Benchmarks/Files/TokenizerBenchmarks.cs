using BenchmarkDotNet.Attributes;
using LoraParity.Inference.Tokenization;

namespace LoraParity.Benchmarks.Files;

/// <summary>The example model's tokenizer on a page of its language.</summary>
public class TokenizerBenchmarks
{
    private const string Sentence = "Question: How many players are on a driftball team? Answer: a driftball team has seven players. ";

    private readonly string _path = Path.Combine(Repository(), "examples", "Driftball.Parity", "models", "driftball", "base", "tokenizer.json");
    private readonly string _text = string.Concat(Enumerable.Repeat(Sentence, 40));
    private Tokenizer _tokenizer = null!;
    private IReadOnlyList<int> _ids = [];

    [GlobalSetup]
    public void Create()
    {
        _tokenizer = Tokenizer.Load(_path);
        _ids = _tokenizer.Encode(_text);
    }

    [Benchmark]
    public Tokenizer Load() => Tokenizer.Load(_path);

    [Benchmark]
    public int Encode() => _tokenizer.Encode(_text).Count;

    [Benchmark]
    public int Decode() => _tokenizer.Decode(_ids).Length;

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoraParity.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"'LoraParity.sln' is in no folder above '{AppContext.BaseDirectory}'; run the benchmarks from the repository.");
    }
}
