using LoraParity.Judgement;

namespace LoraParity.Cli.Benching;

/// <summary>What a run took.</summary>
/// <param name="Options">What was run.</param>
/// <param name="Result">What it measured.</param>
/// <param name="Seconds">From opening the files to the verdicts.</param>
/// <param name="CompareSeconds">Of these, measuring drift.</param>
internal sealed record BenchResult(BenchOptions Options, RunResult Result, double Seconds, double CompareSeconds)
{
    /// <summary>Seconds by stage in the order of the run; comparing is told apart from scoring, and the rest is what no stage claims.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Stages
    {
        get
        {
            var stages = Result.Timings!.Stages.Select(stage => (stage.Key, stage.Key == "score" ? stage.Value - CompareSeconds : stage.Value)).ToList();
            stages.Add(("compare", CompareSeconds));
            stages.Add(("judge", Seconds - stages.Sum(stage => stage.Item2)));
            return stages;
        }
    }
}
