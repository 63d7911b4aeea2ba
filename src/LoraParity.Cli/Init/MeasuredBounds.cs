using System.Globalization;
using LoraParity.Judgement;
using LoraParity.Matrix;
using LoraParity.Traces;

namespace LoraParity.Cli.Init;

/// <summary>What one compute dtype was measured to cost, alone or after a merge in a coarser dtype, and the bounds made of it.</summary>
internal sealed class MeasuredBounds
{
    /// <summary>More than this many times the noise floor of a variant's coarsest dtype is no rounding, and is not allowed for.</summary>
    public const double Suspicious = 10;

    private const double AbsMargin = 2;
    private const double KlMargin = 4;
    private const double NoiseMargin = 1.5;

    private MeasuredBounds(Precision compute, bool coarserMerge, IReadOnlyList<CaseResult> cases, IReadOnlyList<NoiseFloor> floors)
    {
        Compute = compute;
        CoarserMerge = coarserMerge;
        Overflows = cases.Any(c => c.Metrics!.NonFinite is not null);
        var usual = cases.Where(c => c.Metrics!.NonFinite is null && !IsSuspicious(c, floors)).ToList();
        MaxAbs = usual.Select(c => c.Metrics!.MaxAbs.Max).DefaultIfEmpty().Max();
        KlMean = usual.Select(c => c.Metrics!.Kl.Mean).DefaultIfEmpty().Max();
        Times = usual.Select(c => c.Split?.TimesFloor ?? 1).DefaultIfEmpty(1).Max();
        Odd = [.. cases.Where(c => IsSuspicious(c, floors)).Select(c => c.Variant.Key).Distinct()];
    }

    /// <summary>The compute dtype.</summary>
    public Precision Compute { get; }

    /// <summary>Whether these are the variants that were merged or saved in bf16 and run in something finer.</summary>
    private bool CoarserMerge { get; }

    /// <summary>Whether some logit was no number.</summary>
    public bool Overflows { get; }

    /// <summary>Keys of variants that drift further than rounding explains.</summary>
    public IReadOnlyList<string> Odd { get; }

    private double MaxAbs { get; }

    private double KlMean { get; }

    private double Times { get; }

    /// <summary>The bounds of each 16-bit compute dtype.</summary>
    /// <param name="result">A run of the matrix.</param>
    public static IReadOnlyList<MeasuredBounds> Of(RunResult result) =>
    [
        .. result.Cases
            .Where(c => c.Variant.Compute != Precision.Fp32 && c.Variant.Application != Application.None && c.Metrics is not null)
            .GroupBy(c => (c.Variant.Compute, Coarser: Coarsest(c.Variant) != c.Variant.Compute))
            .OrderBy(group => group.Key.Coarser)
            .Select(group => new MeasuredBounds(group.Key.Compute, group.Key.Coarser, [.. group], result.Floors)),
    ];

    /// <summary>The override's lines.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"    - match: {{{(CoarserMerge ? "merge: bf16, save: bf16, " : "")}compute: {Compute.Name()}}}";
        yield return Line($"      logits: {{max_abs: {Up(MaxAbs * AbsMargin)}}}", $"measured up to {Up(MaxAbs)}; twice that leaves room for other prompts");
        yield return Line($"      kl: {{mean: {Up(KlMean * KlMargin)}}}", $"measured up to {Up(KlMean)}; twice the drift is four times the divergence");
        var noise = Math.Ceiling(Times * NoiseMargin * 10) / 10;
        yield return Line(
            string.Create(CultureInfo.InvariantCulture, $"      noise: {Math.Max(noise, NoiseMargin):0.0}"),
            string.Create(CultureInfo.InvariantCulture, $"measured up to {Times:0.00} times what {Compute.Name()} alone does to the attached adapter; half as much again"));
    }

    private static bool IsSuspicious(CaseResult result, IReadOnlyList<NoiseFloor> floors)
    {
        var floor = floors.FirstOrDefault(f => f.Compute == Coarsest(result.Variant) && f.Prompt == result.Prompt.Id);
        return floor is not null && result.Split?.Total.Times(floor.Size) > Suspicious;
    }

    private static Precision Coarsest(Variant variant) =>
        variant.Merge == Precision.Bf16 || variant.Save == Precision.Bf16 ? Precision.Bf16 : variant.Compute;

    private static string Line(string yaml, string why) => $"{yaml,-36}# {why}";

    /// <summary>The next number of two significant digits that is not smaller, in a form that YAML reads as a number.</summary>
    private static string Up(double value)
    {
        if (value <= 0)
            return "0";
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        var up = Math.Ceiling(value / unit * (1 - 1e-12)) * unit;
        return up.ToString(up is >= 1e-3 and < 1e5 ? "0.######" : "0.0e+0", CultureInfo.InvariantCulture);
    }
}
