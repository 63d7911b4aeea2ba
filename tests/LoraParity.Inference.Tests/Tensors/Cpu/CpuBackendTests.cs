using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

public sealed class CpuBackendTests : IDisposable
{
    private readonly CpuBackend _backend = new(2);

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Describe_Always_GivesThreadsInstructionsAndArchitecture()
    {
        var description = _backend.Describe();

        Assert.Equal(["architecture", "instructions", "threads"], description.Keys.Order());
        Assert.Equal("2", description["threads"]);
        Assert.Equal(("cpu", "cpu"), (_backend.Name, _backend.DeviceFamily));
    }

    [Fact]
    public void Constructor_NoThreads_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new CpuBackend(0));

    [Fact]
    public void Scope_Disposed_ReturnsEveryBuffer()
    {
        using (_backend.BeginScope())
            Forward();

        Assert.Equal(0, _backend.Buffers.Live);
    }

    [Fact]
    public void Scope_LongRun_AllocatesNoMoreThanTheFirstPass()
    {
        using (_backend.BeginScope())
            Forward();
        var allocated = _backend.Buffers.Allocated;
        for (var pass = 0; pass < 20; pass++)
        {
            using var scope = _backend.BeginScope();
            Forward();
        }

        // Two threads may for once need scratch memory at the same time that did not in the first pass.
        Assert.InRange(_backend.Buffers.Allocated, allocated, allocated + 8);
    }

    [Fact]
    public void Scope_Nested_ReleasesOnlyItsOwn()
    {
        using var outer = _backend.BeginScope();
        var kept = _backend.Create([1], 1, 1, Precision.Fp32);
        using (_backend.BeginScope())
            _backend.Create([2], 1, 1, Precision.Fp32);

        Assert.Equal(1, _backend.Buffers.Live);
        Assert.Equal(1, kept.Rows);
    }

    [Fact]
    public void Keep_FromInnerScope_MovesToTheOuter()
    {
        using (_backend.BeginScope())
        {
            using (_backend.BeginScope())
                _backend.Keep(_backend.Create([2], 1, 1, Precision.Fp32));
            Assert.Equal(1, _backend.Buffers.Live);
        }

        Assert.Equal(0, _backend.Buffers.Live);
    }

    [Fact]
    public void Tensor_UsedAfterItsScope_Throws()
    {
        Tensor tensor;
        using (_backend.BeginScope())
            tensor = _backend.Create([2], 1, 1, Precision.Fp32);

        Assert.Throws<ObjectDisposedException>(() => _backend.Scale(tensor, 2));
    }

    [Fact]
    public void Weight_Created_TakesItsDtypesBytesInPanelsOf32()
    {
        using var fp32 = _backend.CreateWeight(new ReferenceWeightSource(ReferenceTensor.Random(33, 10, Precision.Fp32, 1)));
        using var bf16 = _backend.CreateWeight(new ReferenceWeightSource(ReferenceTensor.Random(33, 10, Precision.Bf16, 1)));

        Assert.Equal(64 * 10 * 4, fp32.Bytes);
        Assert.Equal(64 * 10 * 2, bf16.Bytes);
    }

    [Fact]
    public void Attend_CacheOfOtherHeads_SaysWhatItHolds()
    {
        using var scope = _backend.BeginScope();
        using var cache = _backend.CreateCache([4], 1, 8, Precision.Bf16);
        var x = _backend.Create(new float[16], 1, 16, Precision.Fp32);

        var exception = Assert.Throws<ArgumentException>(
            () => _backend.Attend(x, x, x, new AttentionShape(2, 2, 8, 1), [new(0, 1, 0, 0)], cache));

        Assert.StartsWith("The cache holds 1 heads of 8 Bf16, the layer has 2 of 8 Fp32.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attend_GapAfterTheCache_SaysWhereItEnds()
    {
        using var scope = _backend.BeginScope();
        using var cache = _backend.CreateCache([9], 2, 8, Precision.Fp32);
        var x = _backend.Create(new float[16], 1, 16, Precision.Fp32);

        var exception = Assert.Throws<ArgumentException>(
            () => _backend.Attend(x, x, x, new AttentionShape(2, 2, 8, 1), [new(0, 1, 5, 0)], cache));

        Assert.StartsWith("Sequence 0 continues at position 5, but its cache ends at 0.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attend_EarlierPast_OverwritesWhatFollowed()
    {
        using var scope = _backend.BeginScope();
        var shape = new AttentionShape(2, 2, 8, 0.35f);
        var input = new AttentionInput(shape, 6, Precision.Fp32);
        Tensor Rows(ReferenceTensor x, params int[] rows) => _backend.Rows(_backend.Create(x.Values, 6, x.Columns, x.Precision), rows);
        using var cache = _backend.CreateCache([6], 2, 8, Precision.Fp32);
        Tensor Attend(int past, params int[] rows)
            => _backend.Attend(Rows(input.Q, rows), Rows(input.K, rows), Rows(input.V, rows), shape, [new(0, rows.Length, past, 0)], cache);
        var wanted = Read(Attend(0, 0, 1, 5));

        Attend(0, 0, 1, 2, 3);

        Assert.Equal(wanted[32..], Read(Attend(2, 5)));
    }

    private float[] Read(Tensor tensor)
    {
        var values = new float[tensor.Rows * tensor.Columns];
        _backend.Read(tensor, 0, tensor.Rows, values);
        return values;
    }

    /// <summary>Something of everything that takes buffers.</summary>
    private void Forward()
    {
        var x = _backend.Create(new float[40 * 64], 40, 64, Precision.Bf16);
        using var weight = _backend.CreateWeight(new ReferenceWeightSource(ReferenceTensor.Random(64, 64, Precision.Bf16, 1)));
        var y = _backend.Linear(x, weight, null);
        var attended = _backend.Attend(y, y, y, new AttentionShape(2, 2, 32, 1), [new(0, 40, 0, 0)], null);
        _backend.Activate(_backend.Add(x, attended), Activation.Silu);
    }
}
