using System.Globalization;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;

namespace LoraParity.Reporting.Html;

/// <summary>
/// Colours one figure. Where a bound judges it, by its share of what is allowed, a step every half order of magnitude: <c>t0</c> to
/// <c>t6</c> within, <c>x1</c> to <c>x4</c> beyond. Else by its place between the smallest and largest of the table: <c>n0</c> to <c>n6</c>.
/// </summary>
internal sealed class HeatScale
{
    private const int Steps = 6;
    private const int StepsBeyond = 4;
    private const double StepsAnOrder = 2;

    private readonly HeatMetric _metric;
    private readonly double _smallest;
    private readonly double _largest;

    public HeatScale(HeatMetric metric, IEnumerable<CaseRecord> cases)
    {
        _metric = metric;
        var positive = cases.Select(metric.Value).OfType<double>().Select(metric.Badness).Where(v => double.IsFinite(v) && v > 0).Select(Math.Log10).ToList();
        _smallest = positive.DefaultIfEmpty(0).Min();
        _largest = positive.DefaultIfEmpty(0).Max();
    }

    /// <summary>The cell of a case.</summary>
    public HeatCell Cell(CaseRecord record)
    {
        if (_metric.Value(record) is not { } value)
            return new HeatCell(_metric.Format(null), "none", $"{_metric.Title}: not measured");

        var check = _metric.Check(record);
        var text = _metric.Format(value);
        return check is null
            ? new HeatCell(text, Relative(_metric.Badness(value)), $"{_metric.Title} {text}, no bound")
            : new HeatCell(text, Judged(value, check), $"{_metric.Title} {text}, allowed {_metric.Format(check.Allowed)}");
    }

    private string Judged(double value, BoundCheck check)
    {
        var share = _metric.Badness(value) / _metric.Badness(check.Allowed);
        var steps = double.IsNaN(share) ? 0 : Math.Log10(share) * StepsAnOrder;
        return check.Within
            ? Class("t", Steps + Math.Min(steps, 0), Steps)
            : Class("x", Math.Max(1, 1 + steps), StepsBeyond);
    }

    private string Relative(double badness)
    {
        if (!double.IsFinite(badness) || badness <= 0)
            return double.IsFinite(badness) ? "n0" : Class("n", Steps, Steps);
        var width = Math.Max(_largest - _smallest, 1e-9);
        return Class("n", (Math.Log10(badness) - _smallest) / width * Steps, Steps);
    }

    private static string Class(string kind, double step, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{(int)Math.Clamp(Math.Round(step), 0, most)}");
}
