using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>
/// The trap of tied weights: attached, an adapter changes one of the two modules; merged into the weight they share, it changes both.
/// </summary>
internal static class TiedEmbeddings
{
    /// <summary>Warns of every tied weight that the adapter touches, and refuses <c>ensure_weight_tying</c> there.</summary>
    public static void Check(
        Adapter adapter,
        BaseModules modules,
        IReadOnlyList<AdapterTarget> targets,
        IReadOnlyList<ReplacedParameter> replaced,
        ProblemList problems)
    {
        foreach (var module in targets.Select(target => target.Module).Where(module => modules.TiedWith(module) is not null))
            problems.Warn($"The adapter '{adapter.Folder}' targets '{module.Path}', whose weight '{modules.TiedWith(module)!.Path}' shares: merged it changes both, attached only the first.");
        foreach (var module in replaced.Where(parameter => parameter.IsSavedModule).Select(parameter => parameter.Module).Where(module => modules.TiedWith(module) is not null))
            problems.Warn($"The adapter '{adapter.Folder}' replaces '{module.Path}', whose weight '{modules.TiedWith(module)!.Path}' shares in the base: the two are no longer tied.");
        var touched = targets.Select(target => target.Module).Concat(replaced.Select(parameter => parameter.Module));
        if (adapter.Config.EnsureWeightTying && touched.FirstOrDefault(module => modules.TiedWith(module) is not null) is { } tied)
            problems.Error($"The adapter config '{adapter.Config.Fields.File}' sets 'ensure_weight_tying' and adapts '{tied.Path}', which is tied; tied adapters are not computed here.");
    }
}
