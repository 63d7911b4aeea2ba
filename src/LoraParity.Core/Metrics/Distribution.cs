namespace LoraParity.Metrics;

/// <summary>How one metric is spread over the positions of a case. Percentiles interpolate linearly between sorted values.</summary>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Median">The 50th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Max">The largest value; the worst one, save for <see cref="CaseMetrics.Cosine"/> and <see cref="CaseMetrics.Snr"/>.</param>
/// <param name="Min">The smallest value.</param>
public sealed record Distribution(double Mean, double Median, double P99, double P999, double Max, double Min);
