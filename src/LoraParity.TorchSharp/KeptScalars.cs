using System.Collections.Concurrent;
using TorchSharp;
using TorchValue = TorchSharp.torch.Tensor;

namespace LoraParity.TorchSharp;

/// <summary>
/// Arithmetic with numbers. TorchSharp hands libtorch the address of a <see cref="Scalar"/> and then no longer refers to it, so that the
/// garbage collector may free a temporary one, as its operators make, while libtorch still reads it. These are kept for good; a run
/// uses few distinct ones.
/// </summary>
internal static class KeptScalars
{
    private static readonly ConcurrentDictionary<float, Scalar> Floats = new();
    private static readonly ConcurrentDictionary<int, Scalar> Integers = new();

    /// <summary>x + y; TorchSharp's operator multiplies y by a scalar 1.</summary>
    public static TorchValue Plus(this TorchValue x, TorchValue y) => x.add(y, Of(1));

    /// <summary>x + number.</summary>
    public static TorchValue Plus(this TorchValue x, float number) => x.add(Of(number), Of(1));

    /// <summary>x · number. In place it would be another product: libtorch rounds the number to a 16-bit x's dtype first then.</summary>
    public static TorchValue Times(this TorchValue x, float number) => x.mul(Of(number));

    /// <summary>x / number.</summary>
    public static TorchValue Over(this TorchValue x, float number) => x.div(Of(number));

    /// <summary>x to the power of a number.</summary>
    public static TorchValue Power(this TorchValue x, int exponent) => x.pow(Of(exponent));

    /// <inheritdoc cref="Of(int)"/>
    public static Scalar Of(float number) => Floats.GetOrAdd(number, value => value.ToScalar());

    /// <summary>A number as libtorch takes it.</summary>
    public static Scalar Of(int number) => Integers.GetOrAdd(number, value => value.ToScalar());
}
