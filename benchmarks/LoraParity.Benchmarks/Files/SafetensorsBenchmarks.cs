using BenchmarkDotNet.Attributes;
using LoraParity.Safetensors;

namespace LoraParity.Benchmarks.Files;

/// <summary>Reading a tensor of 4096 × 4096 as fp32 from a file that the system holds in memory, and opening a file of many tensors.</summary>
public class SafetensorsBenchmarks : IDisposable
{
    private const int Size = 4096;
    private const int ManyTensors = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("loraparity-benchmark-").FullName;
    private readonly float[] _values = new float[Size * Size];
    private SafetensorsFile _file = null!;

    [Params(SafetensorsDtype.F32, SafetensorsDtype.BF16, SafetensorsDtype.F16)]
    public SafetensorsDtype Dtype { get; set; }

    private string Large => Path.Combine(_folder, "large.safetensors");

    private string Many => Path.Combine(_folder, "many.safetensors");

    [GlobalSetup]
    public void Create()
    {
        Write(Large, 1, Size);
        Write(Many, ManyTensors, 8);
        _file = SafetensorsFile.Open(Large);
    }

    [Benchmark]
    public void ReadFloats() => _file.ReadFloats("t0", 0, _values);

    [Benchmark]
    public void Open() => SafetensorsFile.Open(Many).Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _file?.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Write(string path, int tensors, int size)
    {
        var values = RandomWeight.Values(size * size);
        using var writer = new SafetensorsWriter(path, [.. Enumerable.Range(0, tensors).Select(i => new SafetensorsTensor($"t{i}", Dtype, [size, size]))]);
        for (var i = 0; i < tensors; i++)
            writer.WriteFloats(values);
        writer.Complete();
    }
}
