using LoraParity.Engines;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Inference.Tests.Lockstep;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.TestKit;
using LoraParity.TestKit.Backends;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace LoraParity.TorchSharp.Tests;

/// <summary>Whole models on libtorch's CPU, and on the first GPU where there is one.</summary>
public sealed class TorchModelTests(ITestOutputHelper output)
{
    private const double Fp32Limit = 5e-5;
    private const double HalfLimit = 0.5;

    // What of a 16-bit run is in fp32, LoRA branches above all, sums in the order of the BLAS under libtorch. The fixtures' PyTorch had
    // OpenBLAS; over another one PyTorch itself is up to 0.51 of the noise away from them, and a classifier, which has two or three logits
    // and little noise in so few, a step of fp16 or two.
    private const double OtherSumsFp16Limit = 0.75;
    private const double TwoStepsOfFp16 = 2.0 / 2048;

    public static TheoryData<string, string> Fixtures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in new[] { "peft", "peft-kinds" })
            {
                foreach (var folder in Directory.GetDirectories(SharedFixtures.Own(kind)).Order(StringComparer.Ordinal))
                    data.Add(kind, Path.GetFileName(folder));
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Fixtures))]
    public void Run_PeftFixture_AgreesWithTheRealLibraries(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        foreach (var device in Devices())
        {
            var run = Golden.Run(golden.Request(golden.NewTokens), new TorchBackend(device));
            var errors = golden.Variants.ToDictionary(variant => variant, variant => GoldenError.Of(golden, run, variant));
            foreach (var (variant, error) in errors)
                output.WriteLine($"{device} {variant.Key}: {error}");
            var sumsAlike = SumsAsOpenBlasDoes(device);
            output.WriteLine($"{device} sums as the fixtures' PyTorch did: {sumsAlike}");
            Assert.All(errors, e => Assert.True(IsWithinLimits(e.Key, e.Value, run.Layout!.Output, sumsAlike), $"{device} {e.Key.Key}: {e.Value}"));
        }
    }

    [SkippableFact]
    public void Run_TwoBackends_MovesHiddenStatesAndKeepsTheBits()
    {
        using var golden = new PeftGolden("peft", "llama3-all-linear");
        foreach (var device in Devices())
        {
            var one = Golden.Run(golden.Request(4), new TorchBackend(device));
            var two = Golden.Run(golden.Request(4), new TorchBackend(device), new TorchBackend(device));

            Assert.All(golden.Variants, variant => Assert.Equal(one.Logits(variant.Key, 0), two.Logits(variant.Key, 0)));
        }
    }

    [SkippableFact]
    public void Run_MergedOnTheDevice_AgreesWithTheHostsMerge()
    {
        using var golden = new PeftGolden("peft", "llama3-all-linear");
        var request = golden.Request(0);
        request = request with { Variants = [.. request.Variants.Where(v => v.Application == Application.Merged && v.Compute == Precision.Fp32), request.Reference] };
        foreach (var device in Devices())
        {
            var host = Golden.Run(request, new TorchBackend(device));
            var onDevice = Golden.Run(request, new TorchBackend(device, MergePlace.Device));

            Assert.Equal("device", onDevice.Layout!.Environment["merge device"]);
            foreach (var variant in request.Variants.Where(v => v.Save == Precision.Fp32 && v.Merge == Precision.Fp32))
                Assert.All(host.Logits(variant.Key, 0).Zip(onDevice.Logits(variant.Key, 0)), pair => Assert.Equal(pair.First, pair.Second, Fp32Limit));
            foreach (var variant in request.Variants)
                Assert.All(host.Logits(variant.Key, 0).Zip(onDevice.Logits(variant.Key, 0)), pair => Assert.Equal(pair.First, pair.Second, 0.05));
        }
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData(1L)]
    public void Run_ToTheEnd_LeavesNoTensor(long? budget)
    {
        using var golden = new PeftGolden("peft", "two-adapters");
        var request = golden.Request(4) with { Engine = new EngineSettings { MemoryBudget = budget }, WantsHidden = true };
        foreach (var device in Devices())
        {
            var before = global::TorchSharp.torch.Tensor.TotalCount;
            Golden.Run(request, new TorchBackend(device), new TorchBackend(device, MergePlace.Device));

            Assert.Equal(before, global::TorchSharp.torch.Tensor.TotalCount);
        }
    }

    [SkippableFact]
    public void Run_Environment_TellsDeviceLibtorchThreadsAndPrecision()
    {
        using var golden = new PeftGolden("peft", "llama-attn");
        foreach (var device in Devices())
        {
            var layout = Golden.Run(golden.Request(0), new TorchBackend(device)).Layout!;

            string[] wanted = ["backend", "determinism", "device", "engine", "libtorch", "merge device", "runtime", "system", "tf32", "threads", "version"];
            Assert.Superset(wanted.ToHashSet(), layout.Environment.Keys.ToHashSet());
            Assert.Equal("off", layout.Environment["tf32"]);
            Assert.Equal(device.type == global::TorchSharp.DeviceType.CPU, layout.DeviceFamily == "torch-cpu");
        }
    }

    private static bool IsWithinLimits(Variant variant, GoldenError error, OutputKind kind, bool sumsAlike) => variant switch
    {
        { Compute: Precision.Fp32 } => error.MaxAbs <= Fp32Limit,
        _ when sumsAlike => error.Ratio < HalfLimit,
        { Compute: Precision.Fp16 } when kind == OutputKind.Labels && error.MaxAbs <= TwoStepsOfFp16 => true,
        { Compute: Precision.Fp16, Application: Application.Attached } => error.Ratio < OtherSumsFp16Limit,
        _ => error.Ratio < HalfLimit,
    };

    /// <summary>Whether a device's products have the bits of the managed backend's, which are OpenBLAS's: libtorch does not tell its BLAS.</summary>
    private static bool SumsAsOpenBlasDoes(Device device) =>
        SumsAsOpenBlasDoes(device, inputs: 64, outputs: 8) && SumsAsOpenBlasDoes(device, inputs: 8, outputs: 64);

    private static bool SumsAsOpenBlasDoes(Device device, int inputs, int outputs)
    {
        var x = ReferenceTensor.Random(20, inputs, Precision.Fp32, 1);
        var weight = new ReferenceWeightSource(ReferenceTensor.Random(outputs, inputs, Precision.Fp32, 2), WeightKind.AdapterFactor);
        return Product(new TorchBackend(device), x, weight).SequenceEqual(Product(new CpuBackend(), x, weight));
    }

    private static float[] Product(ITensorBackend backend, ReferenceTensor x, ReferenceWeightSource source)
    {
        using (backend)
        {
            using var scope = backend.BeginScope();
            using var weight = backend.CreateWeight(source);
            var product = new float[x.Rows * source.Outputs];
            backend.Read(backend.Linear(backend.Create(x.Values, x.Rows, x.Columns, Precision.Fp32), weight, null), 0, x.Rows, product);
            return product;
        }
    }

    private static List<Device> Devices()
    {
        Skip.If(TorchDevices.WhyNoLibtorch is not null, TorchDevices.WhyNoLibtorch);
        return TorchDevices.GpuCount > 0 ? [CPU, new Device(global::TorchSharp.DeviceType.CUDA, 0)] : [CPU];
    }
}
