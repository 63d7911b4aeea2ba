using LoraParity.Inference.Tensors;
using LoraParity.Matrix;
using Xunit;

namespace LoraParity.TestKit.Backends;

/// <summary>
/// What every backend must do, each operation in each precision against <see cref="ReferenceOperations"/>. A backend's
/// test project derives one class from each of the suites.
/// </summary>
public abstract class BackendConformance : IDisposable
{
    protected BackendConformance(Func<ITensorBackend> factory) => Backend = factory();

    /// <summary>Every precision.</summary>
    public static TheoryData<Precision> Precisions { get; } = [Precision.Fp32, Precision.Bf16, Precision.Fp16];

    /// <summary>The backend under test.</summary>
    protected ITensorBackend Backend { get; }

    public void Dispose()
    {
        Backend.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// How far a result may be from the reference, in units of the precision's epsilon times the largest value of the
    /// row. By default within the dtype's rounding, with some fp32 slack for sums in another order.
    /// </summary>
    protected virtual double AllowedEpsilons(Agreement agreement, Precision precision) => agreement switch
    {
        Agreement.Exact => 0,
        _ when precision == Precision.Fp32 => 16,
        _ => 2,
    };

    /// <summary>Moves a reference tensor to the backend.</summary>
    protected Tensor Upload(ReferenceTensor tensor) => Backend.Create(tensor.Values, tensor.Rows, tensor.Columns, tensor.Precision);

    /// <summary>Makes a weight on the backend.</summary>
    protected WeightMatrix UploadWeight(ReferenceTensor weight) => Backend.CreateWeight(new ReferenceWeightSource(weight));

    /// <summary>All values of a tensor.</summary>
    protected float[] Download(Tensor tensor)
    {
        var values = new float[tensor.Rows * tensor.Columns];
        Backend.Read(tensor, 0, tensor.Rows, values);
        return values;
    }

    /// <summary>The tensor has the reference's shape, dtype and values.</summary>
    protected void AssertAgrees(ReferenceTensor expected, Tensor actual, Agreement agreement)
    {
        Assert.Equal((expected.Rows, expected.Columns, expected.Precision), (actual.Rows, actual.Columns, actual.Precision));
        var values = Download(actual);
        for (var row = 0; row < expected.Rows; row++)
        {
            var range = expected.Values.Slice(row * expected.Columns, expected.Columns);
            AssertRowAgrees(range, values.AsSpan(row * expected.Columns, expected.Columns), row, expected.Precision, agreement);
        }
    }

    private void AssertRowAgrees(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int row, Precision precision, Agreement agreement)
    {
        var largest = 0f;
        foreach (var value in expected)
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        var allowed = AllowedEpsilons(agreement, precision) * ReferenceRounding.Epsilon(precision) * largest;
        for (var column = 0; column < expected.Length; column++)
        {
            var (e, a) = (expected[column], actual[column]);
            var agrees = e.Equals(a) || Math.Abs((double)e - a) <= allowed;
            Assert.True(agrees, $"[{row}, {column}] is {a:R}, expected {e:R} ± {allowed:R} ({precision}).");
        }
    }
}
