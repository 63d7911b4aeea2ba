using LoraParity.Inference.Lockstep.Models;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>Greedy decoding of several variants at once, step by step and stage by stage, so that each stage is loaded once a step.</summary>
/// <param name="runner">Runs stages.</param>
/// <param name="endTokens">Tokens that end a text.</param>
/// <param name="progress">Told how many tokens the longest sequence has so far and may have at most.</param>
internal sealed class Decoder(StageRunner runner, IReadOnlySet<int> endTokens, Action<int, int> progress)
{
    /// <summary>Decodes until no group has a live sequence.</summary>
    public void Run(IReadOnlyList<DecodingGroup> groups, CancellationToken cancellationToken)
    {
        var steps = groups.SelectMany(group => group.Sequences).Max(sequence => sequence.Capacity - sequence.Prompt);
        for (var step = 0; groups.Any(group => group.IsLive); step++)
        {
            progress(step, steps);
            Step([.. groups.Where(group => group.IsLive)], first: step == 0, cancellationToken);
        }
    }

    private void Step(IReadOnlyList<DecodingGroup> groups, bool first, CancellationToken cancellationToken)
    {
        foreach (var group in groups)
            group.Begin(first);
        var stages = groups[0].Variant.Stages;
        for (var stage = 0; stage < stages; stage++)
        {
            runner.Store(stage).Begin(Weights(groups, (stage + 1) % stages));
            for (var i = 0; i < groups.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                runner.Store(stage).Load(groups[i].Variant.Stage(stage), cancellationToken);
                if (stage == stages - 1)
                    groups[i].Choose(runner, endTokens);
                else
                    groups[i].Run(runner, stage);
                runner.Store(stage).Release(Weights(groups.Skip(i + 1), stage));
            }

            runner.Store(stage).End(Weights(groups, stage));
        }
    }

    private static IEnumerable<StageWeights> Weights(IEnumerable<DecodingGroup> groups, int stage) => groups.Select(group => group.Variant.Stage(stage));
}
