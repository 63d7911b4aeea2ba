using System.Runtime.InteropServices;
using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Hashing;
using LoraParity.Plans;
using LoraParity.Running.Design;
using LoraParity.Running.Recording;

namespace LoraParity.Running;

/// <summary>
/// Runs a request a second time and holds its logits against the first run's. A snapshot of a run that cannot be repeated to the bit
/// would fail at random later, so none is approved.
/// </summary>
internal sealed class RepeatedRun(RunDesign design, TraceRecorder first, ParityRunOptions options) : ITraceSink
{
    private readonly Dictionary<(int Variant, int Prompt), LogitsHash> _hashes = [];

    /// <summary>Runs again.</summary>
    /// <exception cref="ParityEnvironmentException">The two runs differ.</exception>
    public void Require(ParityPlan plan, IParityEngine engine, CancellationToken cancellationToken)
    {
        engine.Run(design.Request with { WantsHidden = false, WantsWeights = false }, this, cancellationToken);
        var all = Cases().ToList();
        var differing = all.Where(c => Hash(c) != first.Track(c.Variant, c.Prompt).Hash).ToList();
        if (differing.Count == 0)
            return;

        var name = $"{plan.Name} › {design.Variants[differing[0].Variant].Key} › {design.Prompts[differing[0].Prompt].Id}";
        throw new ParityEnvironmentException(FormattableString.Invariant(
            $"Two runs of '{plan.Name}' gave different logits in {differing.Count} of {all.Count} cases, the first '{name}', so no snapshot is approved: ")
            + "it would fail at random. Run it on engine 'cpu', or switch nondeterministic kernels off.");
    }

    /// <inheritdoc />
    public void OnStart(RunLayout layout)
    {
    }

    /// <inheritdoc />
    public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens)
    {
    }

    /// <inheritdoc />
    public void OnLogits(in LogitsBlock block)
    {
        var (hashes, rows) = (new List<LogitsHash>(), new List<ReadOnlyMemory<float>>());
        foreach (var variant in design.CaseVariants.Select(design.IndexOf))
        {
            ref var hash = ref CollectionsMarshal.GetValueRefOrAddDefault(_hashes, (variant, block.Prompt), out _);
            hashes.Add(hash ??= new LogitsHash());
            rows.Add(block.GroupMemory(block.Group(variant)));
        }

        LogitsHash.Append(hashes, rows, first.Parallelism);
    }

    /// <inheritdoc />
    public void OnProgress(RunProgress progress) => options.Progress?.Report(progress with { Stage = $"again, {progress.Stage}" });

    private IEnumerable<(int Variant, int Prompt)> Cases() =>
        from variant in design.CaseVariants.Select(design.IndexOf)
        from prompt in Enumerable.Range(0, design.Prompts.Count)
        select (variant, prompt);

    private string? Hash((int Variant, int Prompt) id) =>
        _hashes.GetValueOrDefault(id)?.Value;
}
