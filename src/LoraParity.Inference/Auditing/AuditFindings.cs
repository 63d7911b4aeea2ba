using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Matrix;

namespace LoraParity.Inference.Auditing;

/// <summary>Turns measurements into a report.</summary>
internal static class AuditFindings
{
    private const double ScaleTolerance = 0.02;

    /// <summary>The report.</summary>
    /// <param name="coverage">The adapter on its base.</param>
    /// <param name="stored">The dtype of what was measured.</param>
    /// <param name="tasks">What was compared.</param>
    /// <param name="measures">What each comparison gave.</param>
    /// <param name="ways">The candidates, in the order of the tasks' own; empty where no merged checkpoint was given.</param>
    public static AuditReport Report(
        AdapterCoverage coverage, Precision stored, IReadOnlyList<AuditTask> tasks, IReadOnlyList<AuditMeasure> measures, IReadOnlyList<MergeWay> ways)
    {
        var measured = tasks.Zip(measures).ToList();
        var adapted = measured.Where(entry => entry.First.Delta is not null).ToList();
        var modules = adapted.ConvertAll(entry => Describe(coverage, entry.First, entry.Second));
        var candidates = Candidates(ways, stored, adapted.ConvertAll(entry => entry.Second));
        List<string> foreign = [.. measured.Where(entry => entry.First.Delta is null && entry.Second.Equal.Max() < entry.Second.Elements).Select(entry => entry.First.Name)];
        return new AuditReport
        {
            Stored = stored,
            Modules = modules,
            Candidates = candidates,
            Foreign = foreign,
            Verdict = candidates.Count == 0 ? null : Verdict(candidates, modules, foreign),
            Remarks = [.. coverage.Warnings.Select(warning => warning.Message), .. Enum.GetValues<ServingEngine>().SelectMany(engine => ServingRules.Remarks(engine, coverage))],
        };
    }

    private static AuditedModule Describe(AdapterCoverage coverage, AuditTask task, AuditMeasure measure)
    {
        var module = coverage.Modules.First(module => task.Name == module.Name || task.Name.StartsWith($"{module.Name}[", StringComparison.Ordinal) || task.Name == module.Module.Path);
        var scalings = Enum.GetValues<ServingEngine>().Select(engine => engine.Scaling(coverage.Adapter.Config, module)).ToList();
        return new AuditedModule(task.Name, module.Rank, module.Alpha, scalings)
        {
            RelativeDelta = measure.Survival.RelativeSize,
            Unchanged = measure.Survival.Unchanged,
            RelativeError = measure.Survival.RelativeError,
            Cosine = measure.Survival.Cosine,
            BestScale = measure.Survival.Scale,
        };
    }

    private static List<MergeCandidate> Candidates(IReadOnlyList<MergeWay> ways, Precision stored, List<AuditMeasure> adapted)
    {
        var total = Math.Max(1, adapted.Sum(measure => measure.Elements));
        return [.. ways
            .Select((way, i) => new MergeCandidate(way, (double)adapted.Sum(measure => measure.Equal[i]) / total))
            .OrderByDescending(candidate => candidate.Equal).ThenBy(candidate => candidate.Way.AdapterDtype).ThenByDescending(candidate => candidate.Way.Merge == stored)];
    }

    private static string Verdict(List<MergeCandidate> candidates, List<AuditedModule> modules, List<string> foreign)
    {
        var best = candidates[0];
        if (best is { Way.Merge: null, Equal: >= AuditReport.Explained })
            return "The checkpoint is the base: the adapter was not merged into it.";
        if (best.Equal < AuditReport.Explained)
        {
            var nearest = candidates.First(candidate => candidate.Way.Merge is not null);
            return $"No merge of this adapter gives the checkpoint: {nearest.Way} comes nearest with {Percent(nearest.Equal)} of the adapted elements{ScaleHint(modules)}.";
        }

        var equals = candidates.Skip(1).TakeWhile(candidate => candidate.Equal == best.Equal && candidate.Way.AdapterDtype == best.Way.AdapterDtype).ToList();
        var same = equals.Count == 0 ? "" : $", and so is {string.Join(" and ", equals.Select(candidate => candidate.Way))}, which gives the same values";
        var differs = foreign.Count == 0 ? "" : $", but {foreign.Count} parameters that the adapter does not touch differ from the base";
        return $"The checkpoint is {best.Way} ({Percent(best.Equal)} of the adapted elements are equal){same}{differs}.";
    }

    /// <summary>Where the whole adapter is in the checkpoint with another factor, whose factor that is.</summary>
    private static string ScaleHint(List<AuditedModule> modules)
    {
        var clear = modules.Where(module => module.Cosine > 0.9).ToList();
        if (clear.Count == 0)
            return "; what was added has little to do with this adapter's ΔW";
        var median = clear.Select(module => module.BestScale).Order().ElementAt(clear.Count / 2);
        if (Math.Abs(median - 1) < ScaleTolerance)
            return "";
        var engine = Enum.GetValues<ServingEngine>().Skip(1).FirstOrDefault(engine => clear.All(module => IsNear(module.BestScale, module.Scalings[(int)engine] / module.Scalings[0])));
        var whose = engine != ServingEngine.Peft ? $", which is {engine.Name()}'s scaling" : IsNear(median, 2) ? ", as if it had been merged twice" : "";
        return FormattableString.Invariant($"; it holds {median:0.###} times the adapter's ΔW{whose}");
    }

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) <= ScaleTolerance * Math.Abs(expected);

    private static string Percent(double share) => FormattableString.Invariant($"{Math.Floor(share * 1000) / 10:0.0} %");
}
