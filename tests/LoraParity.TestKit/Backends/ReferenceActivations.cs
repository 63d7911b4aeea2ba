using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>The activations as PyTorch and transformers write them, in double precision.</summary>
public static class ReferenceActivations
{
    public static float Apply(Activation activation, float x, Precision precision) => activation switch
    {
        Activation.Silu => (float)(x / (1 + Math.Exp(-x))),
        Activation.Gelu => (float)(0.5 * x * (1 + Erf(x / Math.Sqrt(2)))),
        Activation.GeluTanh => (float)(0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        Activation.GeluNew => GeluNew(x, precision),
        Activation.QuickGelu => QuickGelu(x, precision),
        Activation.Relu => Math.Max(x, 0),
        Activation.Tanh => (float)Math.Tanh(x),
        Activation.Sigmoid => (float)Sigmoid(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    /// <summary>By its series for small arguments and the continued fraction of erfc for large ones.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 3)
            return Math.Sign(x) * (1 - ErfcFraction(Math.Abs(x)));
        var (term, sum) = (x, x);
        for (var n = 1; n < 100; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double ErfcFraction(double x)
    {
        var fraction = x;
        for (var n = 60; n > 0; n--)
            fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }

    private static float GeluNew(float x, Precision precision)
    {
        float Round(double value) => ReferenceRounding.Round((float)value, precision);
        var cube = precision == Precision.Bf16 ? Round(Round(x * x) * x) : Round((double)x * x * x);
        var sum = Round(x + Round(0.044715f * cube));
        var tanh = Round(Math.Tanh(Round((float)Math.Sqrt(2 / Math.PI) * sum)));
        return Round(Round(0.5f * x) * Round(1 + tanh));
    }

    private static float QuickGelu(float x, Precision precision)
    {
        var scaled = ReferenceRounding.Round(1.702f * x, precision);
        return x * ReferenceRounding.Round((float)Sigmoid(scaled), precision);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
