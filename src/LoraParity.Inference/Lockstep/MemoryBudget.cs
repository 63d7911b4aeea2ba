using LoraParity.Running;

namespace LoraParity.Inference.Lockstep;

/// <summary>How much memory a run may take.</summary>
internal static class MemoryBudget
{
    private const double ShareOfFree = 0.6;
    private const double ShareForWeights = 0.5;

    /// <summary>Most bytes of weights that stay between stages; the rest of the budget is for passing weights and activations.</summary>
    public static long ForWeights(EngineSettings settings) =>
        (long)(ShareForWeights * (settings.MemoryBudget ?? ShareOfFree * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
}
