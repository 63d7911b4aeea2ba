using LoraParity.Metrics;

namespace LoraParity.Core.Tests.Metrics;

public sealed class RowComparerTests
{
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(3, 1e-2)]
    [InlineData(4, 1e-2)]
    [InlineData(7, 5)]
    [InlineData(640, 1e-2)]
    [InlineData(640, 1e-1)]
    [InlineData(1003, 3)]
    [InlineData(1003, 60)]
    public void Compare_AnyRows_AgreesWithThePlainFormulas(int width, double drift)
    {
        var (b, a) = Rows(width, drift);
        var plain = new PlainFormulas(b, a);

        var metrics = Compare(b, a, next: 1);

        Assert.Equal(plain.MaxAbs, metrics.MaxAbs);
        Assert.Equal(plain.MaxAbs, Math.Abs((double)a[metrics.MaxAbsToken] - b[metrics.MaxAbsToken]));
        Near(plain.MeanAbs, metrics.MeanAbs);
        Near(plain.MaxRel, metrics.MaxRel);
        Near(plain.MeanRel, metrics.MeanRel);
        Near(plain.Rms, metrics.Rms);
        Near(plain.Cosine, metrics.Cosine);
        Near(plain.Snr, metrics.Snr);
        Near(plain.Kl, metrics.Kl);
        Near(plain.DeltaP(1), metrics.DeltaP);
        Near(plain.DeltaNll(1), metrics.DeltaNll!.Value);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-6)]
    public void Compare_TinyDrift_KlIsHalfItsVarianceUnderTheReference(double drift)
    {
        // Logits near 1 hold differences of 1e-7, so the drift that is really there is measured, not the one asked for.
        var (b, a) = Rows(640, drift);
        var p = b.Select(x => Math.Exp(x - PlainFormulas.LogSumExp(b))).ToArray();
        var d = a.Zip(b, (x, y) => (double)x - y).ToArray();
        var mean = p.Zip(d, (x, y) => x * y).Sum();
        var half = 0.5 * p.Zip(d, (x, y) => x * (y - mean) * (y - mean)).Sum();

        var kl = Compare(b, a).Kl;

        Assert.InRange(kl / half, 1 - 10 * drift, 1 + 10 * drift);
    }

    [Fact]
    public void Compare_HandComputedRows_GiveTheNumbers()
    {
        // p = (1/2, 1/4, 1/4), q = (1/4, 1/4, 1/2).
        float[] b = [MathF.Log(2), 0, 0];
        float[] a = [0, 0, MathF.Log(2)];

        var metrics = Compare(b, a, next: 0);

        Assert.Equal(0.25 * Math.Log(2), metrics.Kl, 7);
        Assert.Equal(-0.25, metrics.DeltaP, 7);
        Assert.Equal(Math.Log(2), metrics.DeltaNll!.Value, 7);
        Assert.Equal(-0.5, metrics.Cosine, 7);
        Assert.False(metrics.SameTop1);
        Assert.Equal(1, metrics.TopOverlap);
    }

    [Fact]
    public void Compare_EqualBits_IsExactlyNothing()
    {
        var (b, _) = Rows(640, 1);

        var metrics = Compare(b, [.. b], next: 3);

        Assert.Equal(
            new PositionMetrics { Cosine = 1, Snr = double.PositiveInfinity, DeltaNll = 0, SameTop1 = true, TopOverlap = 1 }, metrics);
    }

    [Fact]
    public void Compare_CommonShift_ChangesNoProbability()
    {
        float[] b = [1, 2, 3, 4, 5];
        float[] a = [.. b.Select(x => x + 2)];

        var metrics = Compare(b, a);

        Assert.Equal((2.0, 2.0), (metrics.MaxAbs, metrics.MeanAbs));
        Assert.Equal((0.0, 0.0), (metrics.Rms, metrics.Kl));
        Assert.Equal(1, metrics.Cosine, 15);
        Assert.Equal(0, metrics.DeltaP, 15);
    }

    [Fact]
    public void Compare_RowsFarApart_StayFinite()
    {
        var metrics = Compare([800, 0, 0], [0, 0, 800]);

        Assert.Equal(800, metrics.Kl, 9);
        Assert.Equal(-1, metrics.DeltaP, 9);
    }

    [Fact]
    public void Compare_ZeroInReference_CountsAsTheLeastNumber() =>
        Assert.Equal(0.5 / 2.220446049250313e-16, Compare([0, 1], [0.5f, 1]).MaxRel);

    [Fact]
    public void Compare_FiveOfTheTopChanged_OverlapIsTheShareThatStayed()
    {
        float[] b = [9, 8, 7, 6, 5, 1, 0];
        float[] a = [9, 8, 7, 0, 1, 6, 5];

        Assert.Equal(0.6, Compare(b, a).TopOverlap);
    }

    [Fact]
    public void Compare_Divergence_KeepsTheFourLogitsOfItsMargins()
    {
        float[] b = [3, 2.5f, 0];
        float[] a = [2.25f, 2.75f, 0];

        var drift = Drift(b, a, next: null);

        Assert.Equal((3f, 2.5f, 2.75f, 2.25f), (drift.ReferenceOwn, drift.ReferenceOther, drift.VariantOwn, drift.VariantOther));
    }

    private static (float[] B, float[] A) Rows(int width, double drift)
    {
        var random = new Random(width);
        var b = Enumerable.Range(0, width).Select(_ => (float)(random.NextDouble() * 12 - 6)).ToArray();
        return (b, [.. b.Select(x => (float)(x + drift * (random.NextDouble() * 2 - 1)))]);
    }

    private static PositionMetrics Compare(float[] b, float[] a, int? next = null) => Drift(b, a, next).Metrics;

    private static RowDrift Drift(float[] b, float[] a, int? next)
    {
        var reference = new ReferenceRow(b.Length);
        reference.Prepare(b, RowSummarizer.Summarize(b, 5));
        return RowComparer.Compare(reference, b, a, RowSummarizer.Summarize(a, 5), next);
    }

    // The plain formulas lose digits themselves: logits of about 6 leave them 1e-14.
    private static void Near(double expected, double actual) =>
        Assert.InRange(actual, expected - 1e-13 - 1e-11 * Math.Abs(expected), expected + 1e-13 + 1e-11 * Math.Abs(expected));
}
