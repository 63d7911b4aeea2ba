using LoraParity.Matrix;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>How far our logits are from the real libraries'.</summary>
internal sealed class GoldenError
{
    private const double Fp32Limit = 2e-5;

    private double _squares;
    private double _noise;

    /// <summary>The largest difference.</summary>
    public double MaxAbs { get; private set; }

    /// <summary>RMS of the differences by the RMS of what the variant does against attached.fp32.</summary>
    public double Ratio => _noise == 0 ? 0 : Math.Sqrt(_squares / _noise);

    public static GoldenError Of(Golden golden, RunRecorder run, Variant variant)
    {
        var error = new GoldenError();
        for (var prompt = 0; prompt < golden.Prompts.Count; prompt++)
        {
            var expected = golden.Logits(variant.Key, prompt);
            var ours = run.Logits(variant.Key, prompt);
            Assert.True(ours.Length >= expected.Length);
            error.Add(ours, expected, golden.Logits("attached.fp32", prompt));
        }

        return error;
    }

    /// <summary>Whether it is within the limits: a few ulps in fp32, none at all in 16 bits.</summary>
    public bool IsWithinLimits(Variant variant) => variant.Compute == Precision.Fp32 ? MaxAbs <= Fp32Limit : MaxAbs == 0;

    public override string ToString() => $"max abs {MaxAbs:E2}, {Ratio:F4} of the noise";

    private void Add(ReadOnlySpan<float> ours, ReadOnlySpan<float> expected, ReadOnlySpan<float> reference)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var error = (double)ours[i] - expected[i];
            MaxAbs = double.IsNaN(error) ? double.NaN : Math.Max(MaxAbs, Math.Abs(error));
            _squares += error * error;
            _noise += Math.Pow((double)expected[i] - reference[i], 2);
        }
    }
}
