using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

/// <summary>The same input gives the same bits, whatever computes it.</summary>
public sealed class CpuReproducibilityTests
{
    public static TheoryData<Precision> Precisions { get; } = [Precision.Fp32, Precision.Bf16, Precision.Fp16];

    public static TheoryData<string, string?, string> Switches { get; } = new()
    {
        { "avx512", null, "" },
        { "avx2", "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512" },
        { "portable", "DOTNET_EnableAVX2", "DOTNET_EnableAVX" },
        { "portable", "DOTNET_EnableHWIntrinsic", "" },
    };

    [Fact]
    public void AllOperations_AnyThreadsAndVectorWidth_GiveTheSameBits()
    {
        var digests = new List<string>();
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var backend = new CpuBackend(threads, width);
                digests.Add(BitDigest.Of(backend));
            }
        }

        Assert.Single(digests.Distinct());
    }

    [SkippableTheory]
    [MemberData(nameof(Switches))]
    public void AllOperations_RuntimeWithoutInstructionSet_GiveTheSameBits(string instructions, string? first, string second)
    {
        Skip.IfNot(X86Base.IsSupported, "The switches tried here are those of x64 processors.");
        Skip.If(instructions == "avx512" && !Avx512F.IsSupported, "This processor has no AVX-512.");
        Skip.If(instructions == "avx2" && !Avx2.IsSupported, "This processor has no AVX2.");
        using var backend = new CpuBackend(1);

        var output = RunThisAssembly([first ?? "", second]);

        Assert.Equal($"{instructions} {BitDigest.Of(backend)}", output);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Linear_RowAloneOrInBatch_GivesTheSameBits(Precision precision)
    {
        using var backend = new CpuBackend(2);
        using var scope = backend.BeginScope();
        var x = ReferenceTensor.Random(30, 420, precision, 1);
        using var weight = backend.CreateWeight(new ReferenceWeightSource(ReferenceTensor.Random(75, 420, precision, 2)));
        var batch = backend.Create(x.Values, 30, 420, precision);
        var together = Values(backend, backend.Linear(batch, weight, null));

        foreach (var (first, count) in new[] { (0, 1), (7, 1), (2, 2), (3, 4), (5, 6), (9, 13), (29, 1) })
        {
            var part = backend.Linear(backend.Rows(batch, [.. Enumerable.Range(first, count)]), weight, null);
            Assert.Equal(together[(first * 75)..((first + count) * 75)], Values(backend, part));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Attend_StepByStepOrAtOnce_GivesTheSameBits(Precision precision)
    {
        foreach (var shape in new[] { new AttentionShape(6, 2, 40, 0.158f), new AttentionShape(4, 4, 64, 0.125f) { Window = 13 } })
        {
            using var backend = new CpuBackend(2);
            using var scope = backend.BeginScope();
            var input = Upload(backend, new AttentionInput(shape, 70, precision));
            var whole = Values(backend, backend.Attend(input.Q, input.K, input.V, shape, [new(0, 70, 0, 0)], null));
            using var cache = backend.CreateCache([80], shape.KeyValueHeads, shape.HeadSize, precision);
            for (var row = 0; row < 70; row++)
            {
                Tensor Step(Tensor x) => backend.Rows(x, [row]);
                var step = backend.Attend(Step(input.Q), Step(input.K), Step(input.V), shape, [new(0, 1, row, 0)], cache);
                var columns = shape.Heads * shape.HeadSize;
                Assert.Equal(whole[(row * columns)..((row + 1) * columns)], Values(backend, step));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Attend_SequencesInAnyOrderOrAlone_GiveTheSameBits(Precision precision)
    {
        var shape = new AttentionShape(4, 2, 32, 0.177f);
        using var backend = new CpuBackend(2);
        using var scope = backend.BeginScope();
        var input = Upload(backend, new AttentionInput(shape, 50, precision));
        SequenceSlice[] slices = [new(0, 20, 0, 0), new(20, 3, 0, 1), new(23, 27, 0, 2)];
        var forwards = Values(backend, backend.Attend(input.Q, input.K, input.V, shape, slices, null));

        var backwards = Values(backend, backend.Attend(input.Q, input.K, input.V, shape, [slices[2], slices[0], slices[1]], null));
        Tensor Part(Tensor x) => backend.Rows(x, [.. Enumerable.Range(23, 27)]);
        var alone = Values(backend, backend.Attend(Part(input.Q), Part(input.K), Part(input.V), shape, [new(0, 27, 0, 0)], null));

        Assert.Equal(forwards, backwards);
        Assert.Equal(forwards[(23 * 128)..], alone);
    }

    private static (Tensor Q, Tensor K, Tensor V) Upload(CpuBackend backend, AttentionInput input)
    {
        Tensor Create(ReferenceTensor x) => backend.Create(x.Values, x.Rows, x.Columns, x.Precision);
        return (Create(input.Q), Create(input.K), Create(input.V));
    }

    private static float[] Values(CpuBackend backend, Tensor tensor)
    {
        var values = new float[tensor.Rows * tensor.Columns];
        backend.Read(tensor, 0, tensor.Rows, values);
        return values;
    }

    private static string RunThisAssembly(IEnumerable<string> switchedOff)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var name in switchedOff.Where(name => name.Length > 0))
            start.Environment[name] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
