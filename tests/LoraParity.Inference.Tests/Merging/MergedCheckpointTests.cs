using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Auditing;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Merging;
using LoraParity.Inference.Tests.Lockstep;
using LoraParity.Matrix;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Merging;

/// <summary>Merges every golden fixture: what is written is what PEFT wrote, loads again, and the audit tells how it was made.</summary>
public sealed class MergedCheckpointTests : IDisposable
{
    private const double EqualShare = 0.999;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [MemberData(nameof(GoldenTests.Fixtures), MemberType = typeof(GoldenTests))]
    public void Run_EveryFixture_WritesPeftsWeights(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        using var expected = SafetensorsFile.Open(SharedFixtures.Own(kind, name, "expected.safetensors"));
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var prefix = $"weights.{precision.Name()}.";
            using var merged = Merge(golden, precision);
            foreach (var entry in expected.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)))
                RequireEqual(entry.Name, precision, Read(merged.Find(entry.Name[prefix.Length..])), Read(new CheckpointTensor(expected, entry)));
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTests.Fixtures), MemberType = typeof(GoldenTests))]
    public void Run_EveryFixture_LoadsAsTheMergedVariant(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        using var inputs = MergeInputs.Open(golden.Base, golden.Adapters);
        using var merged = Merge(golden, Precision.Bf16);
        var model = ModelFamilies.Build(merged.Config);
        var loaded = CheckpointWeights.Find(model, merged);
        var derived = new MergedWeights(inputs.Adapted, VariantOf(golden, Precision.Bf16));

        foreach (var module in inputs.Model.Modules)
        {
            foreach (var parameter in module.Parameters)
                Assert.True(loaded[parameter].ReadAll().AsSpan().SequenceEqual(derived.Recipe(module, parameter).ReadAll()), parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTests.Fixtures), MemberType = typeof(GoldenTests))]
    public void Audit_EveryFixture_ExplainsTheMerge(string kind, string name)
    {
        using var golden = new PeftGolden(kind, name);
        if (golden.Adapters.Count > 1)
            return;
        Merge(golden, Precision.Fp16).Dispose();

        var report = WeightAuditor.Run(new AuditOptions { BasePath = golden.Base, Adapter = golden.Adapters[0], MergedPath = _folder["fp16"] }, null, CancellationToken.None);

        Assert.True(report.IsExplained, report.Verdict);
        Assert.NotEmpty(report.Modules);
    }

    public void Dispose() => _folder.Dispose();

    private static Variant VariantOf(PeftGolden golden, Precision precision)
    {
        var like = golden.Variants.First(variant => variant.Application == Application.Merged);
        return Variant.Merged(precision, precision, Precision.Fp32, like.Mode) with { AdapterDtype = like.AdapterDtype };
    }

    private Checkpoint Merge(PeftGolden golden, Precision precision)
    {
        var variant = VariantOf(golden, precision);
        var options = new MergeOptions
        {
            BasePath = golden.Base,
            Adapters = golden.Adapters,
            OutputPath = _folder[precision.Name()],
            Merge = precision,
            Mode = variant.Mode,
            AdapterDtype = variant.AdapterDtype,
        };
        CheckpointMerger.Run(options, null, CancellationToken.None);
        return Checkpoint.Open(options.OutputPath);
    }

    private static float[] Read(CheckpointTensor tensor)
    {
        var values = new float[tensor.Entry.Elements];
        tensor.ReadFloats(0, values);
        return values;
    }

    private static void RequireEqual(string name, Precision precision, float[] ours, float[] expected)
    {
        Assert.Equal(expected.Length, ours.Length);
        var equal = ours.Zip(expected).Count(pair => precision == Precision.Fp32 ? Math.Abs(pair.First - pair.Second) <= 1e-6 : pair.First.Equals(pair.Second));
        Assert.True(equal >= (precision == Precision.Fp32 ? 1 : EqualShare) * ours.Length, $"{name}: {equal} of {ours.Length} are equal.");
    }
}
