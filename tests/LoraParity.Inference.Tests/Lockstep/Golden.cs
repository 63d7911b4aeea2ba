using System.Runtime.InteropServices;
using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Lockstep;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Safetensors;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>What the real libraries say for one base, its adapters and all variants, and the request that makes us say the same.</summary>
internal abstract class Golden : IDisposable
{
    private static readonly SourceLocation Nowhere = new("golden.parity.yaml", 1, 1);

    protected Golden(string folder)
    {
        Expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        Facts = json.RootElement.Clone();
    }

    public abstract string Base { get; }

    public abstract IReadOnlyList<AdapterSource> Adapters { get; }

    public abstract IReadOnlyList<Variant> Variants { get; }

    /// <summary>The prompts' ids without padding.</summary>
    public abstract IReadOnlyList<IReadOnlyList<int>> Prompts { get; }

    protected SafetensorsFile Expected { get; }

    protected JsonElement Facts { get; }

    public RunRequest Request(int newTokens) => new()
    {
        BasePath = Base,
        Adapters = Adapters,
        Variants = Variants,
        Reference = Variants.Single(variant => variant.Key == "attached.fp32"),
        Prompts = [.. Prompts.Select((ids, i) => new Prompt($"p{i}", newTokens, Nowhere) { TokenIds = ids })],
        Decode = DecodeMode.Free,
    };

    public static RunRecorder Run(RunRequest request, int? threads = null) => Run(request, new CpuBackend(threads));

    /// <summary>Runs on other devices and disposes them.</summary>
    public static RunRecorder Run(RunRequest request, params ITensorBackend[] devices)
    {
        using var engine = new LockstepEngine(devices, NullLoggerFactory.Instance);
        var recorder = new RunRecorder(request.Variants);
        engine.Run(request, recorder, default);
        return recorder;
    }

    /// <summary>The logits of one prompt's real positions.</summary>
    public abstract float[] Logits(string variant, int prompt);

    /// <summary>The tokens decoded after one prompt.</summary>
    public abstract IReadOnlyList<int> Tokens(string variant, int prompt);

    public void Dispose() => Expected.Dispose();

    protected float[] Floats(string name)
    {
        var values = new float[Expected.Find(name).Elements];
        Expected.ReadFloats(name, 0, values);
        return values;
    }

    protected int[] Integers(string name) =>
        [.. MemoryMarshal.Cast<byte, long>(Expected.Bytes(Expected.Find(name))).ToArray().Select(value => (int)value)];
}
