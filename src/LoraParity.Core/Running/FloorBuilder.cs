using LoraParity.Metrics;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;
using LoraParity.Traces;

namespace LoraParity.Running;

/// <summary>Makes noise floors from what was recorded.</summary>
internal static class FloorBuilder
{
    /// <summary>For each compute dtype one floor per prompt, then one over all prompts.</summary>
    public static IEnumerable<NoiseFloor> Build(RunDesign design, TraceRecorder recorder)
    {
        if (design.Prompts.Count == 0)
            yield break;
        foreach (var floor in design.Floors)
        {
            var drifts = Enumerable.Range(0, design.Prompts.Count).Select(p => recorder.Drift(floor.Pair, p)).ToList();
            for (var prompt = 0; prompt < drifts.Count; prompt++)
                yield return Floor(design, floor, design.Prompts[prompt].Id, drifts[prompt]);
            var all = new PairDrift();
            drifts.ForEach(d => all.Add(d.Rows));
            yield return Floor(design, floor, null, all);
        }
    }

    private static NoiseFloor Floor(RunDesign design, FloorPair floor, string? prompt, PairDrift drift) => new(
        floor.Compute, prompt, drift.Size, drift.MaxAbs,
        design.Variants[floor.Pair.Variant].Key, design.Variants[floor.Pair.Against].Key);
}
