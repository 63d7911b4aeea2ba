using LoraParity.Inference.Tensors.Cpu.Attention;
using LoraParity.Inference.Tensors.Cpu.Kernels;
using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Weights;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu;

/// <content>Linear layers and attention.</content>
public sealed unsafe partial class CpuBackend
{
    /// <inheritdoc />
    public Tensor Linear(Tensor x, WeightMatrix weight, Tensor? bias)
    {
        var source = Shapes.Own(x, nameof(x));
        if (weight is not CpuWeight own)
            throw new ArgumentException($"The weight belongs to another backend: '{weight.GetType().Name}'.", nameof(weight));
        if (x.Columns != weight.Inputs)
            throw new ArgumentException($"The input {Shapes.Text(x)} does not fit the weight [{weight.Outputs}, {weight.Inputs}].", nameof(x));
        var biases = Bias(bias, weight.Outputs);
        var result = New(x.Rows, weight.Outputs, x.Precision);
        switch (weight.Precision)
        {
            case Precision.Bf16:
                Multiply<HalfPanel<Bf16Format>>(source, own, biases, result);
                break;
            case Precision.Fp16 when own.IsFinite:
                Multiply<HalfPanel<FiniteFp16Format>>(source, own, biases, result);
                break;
            case Precision.Fp16:
                Multiply<HalfPanel<Fp16Format>>(source, own, biases, result);
                break;
            default:
                Multiply<Fp32Panel>(source, own, biases, result);
                break;
        }

        return result;
    }

    /// <inheritdoc />
    public Tensor Attend(
        Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch, KeyValueCache? cache)
    {
        AttentionChecks.Require(q, k, v, shape, batch);
        if (cache is not null)
            return Attend(q, k, v, shape, batch, AttentionChecks.Own(cache, k, shape, batch));
        AttentionChecks.RequireNoPast(batch);
        using var passing = new CpuCache(Buffers, batch.Select(slice => slice.Count), shape.KeyValueHeads, shape.HeadSize, k.Precision);
        SequenceSlice[] renumbered = [.. batch.Select((slice, i) => slice with { Sequence = i })];
        return Attend(q, k, v, shape, renumbered, passing);
    }

    private CpuTensor Attend(Tensor q, Tensor k, Tensor v, AttentionShape shape, IReadOnlyList<SequenceSlice> batch, CpuCache cache)
    {
        var (queries, keys, values) = (Shapes.Own(q, nameof(q)), Shapes.Own(k, nameof(k)), Shapes.Own(v, nameof(v)));
        foreach (var slice in batch)
        {
            _runner.Run(new AppendKernel(cache, slice, keys.Values, values.Values), slice.Count, 4 * k.Columns, Precision.Fp32);
            cache[slice.Sequence].Length = slice.Past + slice.Count;
        }

        var plan = new AttentionPlan(shape, batch, _tiles.MaxRows);
        var result = New(q.Rows, q.Columns, q.Precision);
        var kernel = new AttendKernel(_tiles, plan, cache, queries.Values, result.Values, Buffers);
        var longest = batch.Count == 0 ? 0 : batch.Max(slice => slice.Past + slice.Count);
        _runner.Run(kernel, plan.Items, (long)longest * shape.HeadSize, q.Precision);
        return result;
    }

    private void Multiply<TPanel>(CpuTensor x, CpuWeight weight, float* bias, CpuTensor result)
        where TPanel : struct, IPanelFormat
    {
        if (x.Rows == 1)
            MultiplyVector<TPanel>(x, weight, bias, result);
        else
            MultiplyRows<TPanel>(x, weight, bias, result);
    }

    private void MultiplyVector<TPanel>(CpuTensor x, CpuWeight weight, float* bias, CpuTensor result)
        where TPanel : struct, IPanelFormat
    {
        var ordered = Buffers.Rent(x.Count);
        try
        {
            if (weight.Permutation is { } permutation)
                _runner.Run(new PermuteKernel(x.Values, x.Columns, permutation, ordered.Floats), 1, x.Columns, x.Precision);
            var values = weight.Permutation is null ? x.Values : ordered.Floats;
            var kernel = new VectorLinearKernel<TPanel>(values, weight, bias, result.Values);
            _runner.Run(kernel, (weight.Panels + 1) / 2, 16L * weight.Inputs, result.Precision);
        }
        finally
        {
            Buffers.Return(ordered);
        }
    }

    private void MultiplyRows<TPanel>(CpuTensor x, CpuWeight weight, float* bias, CpuTensor result)
        where TPanel : struct, IPanelFormat
    {
        var packed = Buffers.Rent(x.Count);
        try
        {
            var count = (x.Rows + _tiles.MaxRows - 1) / _tiles.MaxRows;
            var packing = new PackRowsKernel(_tiles, x.Values, x.Rows, x.Columns, weight.Places, packed.Floats);
            _runner.Run(packing, count, (long)_tiles.MaxRows * weight.Inputs, result.Precision);
            var job = new LinearJob(packed.Floats, x.Rows, weight, bias, result.Values, _tiles.MaxRows);
            _runner.Run(new LinearKernel<TPanel>(job, _tiles, Buffers), job.Items, (long)x.Rows * weight.Inputs, result.Precision);
        }
        finally
        {
            Buffers.Return(packed);
        }
    }
}
