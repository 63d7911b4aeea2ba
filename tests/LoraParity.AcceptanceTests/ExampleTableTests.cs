using System.Globalization;
using LoraParity.Engines.Installed;
using LoraParity.Judgement;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Specs;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.AcceptanceTests;

/// <summary>Keeps the numbers of the example's README what the engine measures.</summary>
public sealed class ExampleTableTests
{
    private static readonly string Example = Path.Combine(SharedFixtures.Repository, "examples", "Driftball.Parity");

    [Fact]
    public void Table_ShowsWhatIsMeasured()
    {
        var plan = SpecReader.Read(Path.Combine(Example, "driftball.parity.yaml")).PlanOrThrow();
        using var engine = EngineCatalog.Load().Create(plan.Engine with { Engine = "cpu" }, NullLoggerFactory.Instance);
        var options = new ParityRunOptions { Snapshots = false, Layers = false, Weights = false };
        var result = ParityRunner.Run(plan, engine, options, CancellationToken.None);

        var expected = result.Cases.Where(c => c.Metrics is not null).GroupBy(c => c.Variant.Key)
            .ToDictionary(cases => cases.Key, cases => Row(cases.Key, [.. cases], plan));

        var shown = Rows();
        Assert.True(
            shown.Order(StringComparer.Ordinal).SequenceEqual(expected.Values.Order(StringComparer.Ordinal)),
            $"The table of '{Example}/README.md' is not what is measured, which is:\n{string.Join('\n', expected.Values)}");
    }

    private static string Row(string key, IReadOnlyList<CaseResult> cases, ParityPlan plan)
    {
        var tolerance = cases[0].Tolerance;
        var verdict = tolerance.Expect == Expectation.Drift ? "known drift" : tolerance.Reason is null ? "ok" : "ok, within a wider bound";
        Assert.True(cases.All(c => c.Verdict.Passed), $"A case of '{key}' of '{plan.Name}' fails.");
        string[] cells =
        [
            key,
            Number(cases.Max(c => c.Metrics!.MaxAbs.Max)),
            Number(cases.Max(c => c.Metrics!.Kl.Mean)),
            Times(cases.Max(c => c.Split!.TimesFloor!.Value)),
            Number(cases.Max(c => c.Split!.MergeLoss?.Rms ?? 0)),
            Number(cases.Max(c => c.Split!.ComputeNoise?.Rms ?? 0)),
            verdict,
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static List<string> Rows() =>
    [
        .. File.ReadAllLines(Path.Combine(Example, "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| variant", StringComparison.Ordinal))
            .Select(line => line.Replace("**", "", StringComparison.Ordinal)),
    ];

    private static double TwoDigits(double value) => double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Number(double value) => value is 0 or >= 1e-3
        ? TwoDigits(value).ToString("0.#####", CultureInfo.InvariantCulture)
        : value.ToString("0.0e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);

    private static string Times(double value) => value < 100
        ? value.ToString("0.0", CultureInfo.InvariantCulture)
        : TwoDigits(value).ToString("#,0", CultureInfo.InvariantCulture);
}
