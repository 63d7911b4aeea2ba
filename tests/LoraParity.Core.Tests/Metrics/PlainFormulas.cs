namespace LoraParity.Core.Tests.Metrics;

/// <summary>The metrics of two rows as a textbook writes them, entry by entry in fp64.</summary>
internal sealed record PlainFormulas(float[] Reference, float[] Variant)
{
    public double MaxAbs => Differences.Max(Math.Abs);

    public double MeanAbs => Differences.Average(Math.Abs);

    public double MaxRel => Differences.Zip(Reference, (d, b) => Math.Abs(d) / Math.Abs((double)b)).Max();

    public double MeanRel => Differences.Zip(Reference, (d, b) => Math.Abs(d) / Math.Abs((double)b)).Average();

    public double Rms => Math.Sqrt(Centred(Differences).Average(d => d * d));

    public double Cosine => Dot(B, A) / Math.Sqrt(Dot(B, B) * Dot(A, A));

    public double Snr => 10 * Math.Log10(Dot(B, B) / Centred(Differences).Sum(d => d * d));

    public double Kl => LogSoftmax(Reference).Zip(LogSoftmax(Variant), (p, q) => Math.Exp(p) * (p - q)).Sum();

    public double DeltaP(int token) => Math.Exp(LogSoftmax(Variant)[token]) - Math.Exp(LogSoftmax(Reference)[token]);

    public double DeltaNll(int token) => LogSoftmax(Reference)[token] - LogSoftmax(Variant)[token];

    public static double LogSumExp(float[] row)
    {
        var max = row.Max();
        return max + Math.Log(row.Sum(x => Math.Exp((double)x - max)));
    }

    private double[] Differences => [.. Variant.Zip(Reference, (a, b) => (double)a - b)];

    private double[] B => Centred([.. Reference.Select(x => (double)x)]);

    private double[] A => Centred([.. Variant.Select(x => (double)x)]);

    private static double[] Centred(double[] row) => [.. row.Select(x => x - row.Average())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] LogSoftmax(float[] row) => [.. row.Select(x => x - LogSumExp(row))];
}
