using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoraParity.Inference.Tensors;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.TestKit.Backends;

namespace LoraParity.Inference.Tests.Tensors.Cpu;

/// <summary>Every operation of the backend once in every precision, and the SHA-256 of all results.</summary>
internal static class BitDigest
{
    private static readonly AttentionShape Shape = new(6, 2, 40, 0.158f) { SoftCap = 20, Window = 19 };

    /// <summary>The digest of what this backend computes.</summary>
    public static string Of(CpuBackend backend)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var scope = backend.BeginScope();
            foreach (var tensor in Linears(backend, precision).Concat(Elementwise(backend, precision)).Concat(RowWise(backend, precision)))
                hash.AppendData(MemoryMarshal.AsBytes<float>(Values(backend, tensor)));
        }

        hash.AppendData(MemoryMarshal.AsBytes<double>(Tables()));
        return System.Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<Tensor> Linears(CpuBackend backend, Precision precision)
    {
        foreach (var (rows, inputs, outputs) in new[] { (1, 401, 70), (1, 64, 16), (3, 70, 33), (8, 400, 64), (29, 200, 100) })
        {
            var weight = ReferenceTensor.Random(outputs, inputs, precision, rows, 0.1);
            using var packed = backend.CreateWeight(new ReferenceWeightSource(weight));
            var bias = Random(backend, 1, outputs, precision, 2);
            yield return backend.Linear(Random(backend, rows, inputs, precision, 1), packed, bias);
        }
    }

    private static IEnumerable<Tensor> Elementwise(CpuBackend backend, Precision precision)
    {
        var (x, row) = (Random(backend, 7, 333, precision, 3), Random(backend, 1, 333, precision, 4));
        foreach (var activation in Enum.GetValues<Activation>())
            yield return backend.Activate(x, activation);
        yield return backend.Add(x, row);
        yield return backend.Multiply(x, row);
        yield return backend.Scale(x, 0.3f);
        yield return backend.SoftCap(x, 3);
        yield return backend.Convert(x, Precision.Bf16);
        yield return backend.AddToRows(x, [5, 2], Random(backend, 2, 333, Precision.Fp32, 5));
    }

    private static IEnumerable<Tensor> RowWise(CpuBackend backend, Precision precision)
    {
        var (x, row) = (Random(backend, 47, 240, precision, 6), Random(backend, 1, 240, precision, 7));
        yield return backend.RmsNorm(x, row, 1e-6f, NormStyle.Llama);
        yield return backend.RmsNorm(x, Random(backend, 1, 40, precision, 8), 1e-6f, NormStyle.Gemma);
        yield return backend.LayerNorm(x, row, row, 1e-5f);
        yield return backend.Softmax(x);
        yield return backend.Rotate(x, Random(backend, 47, 30, precision, 9), Random(backend, 47, 30, precision, 10), 40);
        var (k, v) = (Random(backend, 47, 80, precision, 11), Random(backend, 47, 80, precision, 12));
        yield return backend.Attend(x, k, v, Shape, [new(0, 45, 0, 0), new(45, 2, 0, 1)], null);
    }

    private static double[] Tables() =>
    [
        .. Enumerable.Range(0, 500).SelectMany(i => new[]
        {
            DeterministicMath.Sin(i * 7.7), DeterministicMath.Cos(i * 7.7), DeterministicMath.Exp(i - 250.3),
            DeterministicMath.Log(i + 0.1), DeterministicMath.Pow(10_000, i / 500.0),
        }),
    ];

    private static Tensor Random(CpuBackend backend, int rows, int columns, Precision precision, int seed)
    {
        var values = ReferenceTensor.Random(rows, columns, precision, seed, 2);
        return backend.Create(values.Values, rows, columns, precision);
    }

    private static float[] Values(CpuBackend backend, Tensor tensor)
    {
        var values = new float[tensor.Rows * tensor.Columns];
        backend.Read(tensor, 0, tensor.Rows, values);
        return values;
    }
}
