using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>How an adapter meets a base: every tensor's place, and everything that does not fit, before any computation.</summary>
public sealed record AdapterCoverage
{
    /// <summary>The adapter.</summary>
    public required Adapter Adapter { get; init; }

    /// <summary>The modules with LoRA, in the base's order.</summary>
    public IReadOnlyList<AdaptedModule> Modules { get; init; } = [];

    /// <summary>The base's parameters that the file replaces as a whole.</summary>
    public IReadOnlyList<ReplacedParameter> Replaced { get; init; } = [];

    /// <summary>The embeddings of which some rows are replaced.</summary>
    public IReadOnlyList<TrainedTokens> Tokens { get; init; } = [];

    /// <summary>Why the adapter cannot be run on this base; each a sentence.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; init; } = [];

    /// <summary>What is worth knowing although the adapter can be run; each a sentence.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>Checks an adapter against a base.</summary>
    /// <param name="adapter">The adapter; all its values are read once.</param>
    /// <param name="modules">All modules of the base, in the model's order.</param>
    /// <param name="modelType">The base's <c>model_type</c>.</param>
    public static AdapterCoverage Check(Adapter adapter, IReadOnlyList<ModuleInfo> modules, string modelType) =>
        new CoverageChecker(adapter, new BaseModules(modules)).Check(modelType);

    /// <summary>Raises the errors, if there are any.</summary>
    /// <exception cref="InputException">The adapter cannot be run on this base.</exception>
    public AdapterCoverage EnsureUsable() => Errors.Count == 0 ? this : throw new InputException(Errors);
}
