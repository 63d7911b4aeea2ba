using LoraParity.Core.Tests.Judgement;
using LoraParity.TestKit;
using LoraParity.Traces;

namespace LoraParity.Core.Tests.Metrics;

public sealed class CaseMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metrics_OnePositionDrifts_AreSpreadOverAllPositions()
    {
        var metrics = new Scene(_folder.Path).Drift("merged.bf16.bf16.bf16", (t, row) => row[0] += t == 4 ? 0.5f : 0).Case().Metrics!;

        Assert.Equal(6, metrics.Positions.Count);
        Assert.Equal((0.5, 0.0), (metrics.MaxAbs.Max, metrics.MaxAbs.Median));
        Assert.Equal(0.5 / 6, metrics.MaxAbs.Mean, 15);
        Assert.Equal(4, metrics.WorstPosition);
        // One of 24 logits moved by 0.5; centred, its row holds 0.375² + 3 · 0.125² = 0.1875.
        Assert.Equal(Math.Sqrt(0.1875 / 24), metrics.Rms, 15);
        Assert.Equal(1, metrics.Top1);
        Assert.Null(metrics.FirstDivergence);
    }

    [Fact]
    public void Metrics_LogPerplexityDifference_IsTakenOnTheSequencesNextTokens()
    {
        var merged = new Scene(_folder.Path).Drift("merged.bf16.bf16.bf16", (t, row) => row[1] += 1).Case();
        var sequence = merged.Trace.PromptTokens.Concat(merged.Trace.ScoredTokens).ToArray();
        var expected = Enumerable.Range(0, 5).Average(t => Nll(Row(t, 1), sequence[t + 1]) - Nll(Row(t, 0), sequence[t + 1]));

        Assert.Equal(expected, merged.Metrics!.LogPerplexityDifference!.Value, 12);
    }

    [Fact]
    public void Metrics_TokensDiffer_FirstDivergenceHasMarginsAndBothLists()
    {
        var metrics = new Scene(_folder.Path).Drift("merged.bf16.bf16.bf16", (t, row) => row[(t + 1) % 4] += t >= 2 ? 0.75f : 0).Case().Metrics!;

        var first = metrics.FirstDivergence!;
        Assert.Equal((1, 2, 2, 3), (first.Step, first.Position, first.ReferenceToken, first.VariantToken));
        Assert.Equal((0.5, 0.25), (first.Margin, first.VariantMargin));
        Assert.Equal([new TokenLogit(2, 4), new(3, 3.5f), new(0, 1), new(1, 0)], first.ReferenceTop);
        Assert.Equal([new TokenLogit(3, 4.25f), new(2, 4), new(0, 1), new(1, 0)], first.VariantTop);
        Assert.Equal(3, metrics.DivergentTokens);
        Assert.Equal(2.0 / 6, metrics.Top1, 15);
    }

    [Fact]
    public void Trace_ForcedDecoding_TextEndsAtTheFirstDivergence()
    {
        var trace = new Scene(_folder.Path).Drift("merged.bf16.bf16.bf16", (t, row) => row[(t + 1) % 4] += t >= 2 ? 0.75f : 0).Case().Trace;

        Assert.Equal([1, 3, 0, 1], trace.Tokens);
        Assert.Equal([1, 2, 3, 0], trace.ScoredTokens);
        Assert.Equal(" w1 w3…", trace.Text);
    }

    private static float[] Row(int t, float more)
    {
        var row = new float[4];
        (row[t % 4], row[(t + 1) % 4], row[(t + 2) % 4]) = (4, 3.5f, 1);
        row[1] += more;
        return row;
    }

    private static double Nll(float[] row, int token) => PlainFormulas.LogSumExp(row) - row[token];
}
