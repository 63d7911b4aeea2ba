namespace LoraParity.Inference.Lockstep.Models;

/// <summary>
/// Which variants compute which stages together: those that had the same input and have equal weights. Once apart, always apart.
/// </summary>
internal sealed class SharingPlan
{
    private readonly List<IReadOnlyList<StageGroup>> _groups = [];
    private readonly List<IReadOnlyList<int>> _share = [];

    /// <summary>Plans all stages.</summary>
    /// <param name="variants">All variants; each has the same number of stages.</param>
    public SharingPlan(IReadOnlyList<VariantModel> variants)
    {
        IReadOnlyList<int> parents = new int[variants.Count];
        for (var stage = 0; stage < variants[0].Stages; stage++)
            parents = Split(variants, stage, parents);
    }

    /// <summary>The groups of a stage.</summary>
    public IReadOnlyList<StageGroup> Groups(int stage) => _groups[stage];

    /// <summary>For each variant its group in a stage.</summary>
    public IReadOnlyList<int> Share(int stage) => _share[stage];

    private int[] Split(IReadOnlyList<VariantModel> variants, int stage, IReadOnlyList<int> parents)
    {
        var groups = new List<StageGroup>();
        var byKey = new Dictionary<(int, StageWeights), int>();
        var share = new int[variants.Count];
        for (var variant = 0; variant < variants.Count; variant++)
        {
            var key = (parents[variant], variants[variant].Stage(stage));
            if (!byKey.TryGetValue(key, out share[variant]))
            {
                byKey.Add(key, share[variant] = groups.Count);
                groups.Add(new StageGroup(parents[variant], variants[variant]));
            }
        }

        _groups.Add(groups);
        _share.Add(share);
        return share;
    }
}
