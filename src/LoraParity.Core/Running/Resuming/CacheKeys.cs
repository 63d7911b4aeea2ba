using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Metrics;
using LoraParity.Plans;
using LoraParity.Running.Design;

namespace LoraParity.Running.Resuming;

/// <summary>Names cache entries by the content of everything that they depend on.</summary>
internal sealed class CacheKeys
{
    private const string CheckpointPrefix = "checkpoint.";

    private readonly RunDesign _design;
    private readonly RunLayout _layout;
    private readonly string _common;

    /// <summary>Prepares the part that all keys of a run share.</summary>
    public CacheKeys(ParityPlan plan, RunDesign design, RunLayout layout, IParityEngine engine, ParityRunOptions options)
    {
        (_design, _layout) = (design, layout);
        IEnumerable<string> parts =
        [
            typeof(CacheKeys).Module.ModuleVersionId.ToString("N"),
            engine.Build,
            engine.Name,
            RuntimeInformation.ProcessArchitecture.ToString(),
            .. Machine(),
            $"{layout.Output} {layout.LogitsWidth} {layout.Layers} {plan.Decode} {options.Layers} {Math.Max(RowComparer.TopCount, plan.Snapshots.TopK)}",
            Describe(plan.Reference),
            .. plan.Adapters.Select(a => a.Weight.ToString("R", CultureInfo.InvariantCulture)),
            .. Fingerprints(f => !f.StartsWith(CheckpointPrefix, StringComparison.Ordinal)),
        ];
        _common = string.Join('\n', parts);
    }

    /// <summary>The key of one variant on one prompt.</summary>
    public string OfCase(int variant, int prompt) => Hash(
    [
        "case",
        Describe(_design.Variants[variant]),
        .. _design.PairsOf(variant).Select(p => $"{Describe(_design.Variants[p.Variant])} {Describe(_design.Variants[p.Against])}"),
        string.Join(' ', _layout.PromptTokens[prompt]),
        _design.Prompts[prompt].MaxNewTokens.ToString(CultureInfo.InvariantCulture),
    ]);

    /// <summary>The key of what merging did to the weights of a variant.</summary>
    public string OfWeights(Variant variant) => Hash(["weights", Describe(variant)]);

    // The CPU engine gives the same bits on every machine; what other devices give may depend on anything that they say of themselves.
    private IEnumerable<string> Machine() => IsReproducible(_layout)
        ? [_layout.DeviceFamily]
        : [_layout.DeviceFamily, .. _layout.Environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}")];

    /// <summary>Whether a case has the same bits whatever else runs with it, and wherever.</summary>
    public static bool IsReproducible(RunLayout layout) => layout.DeviceFamily == "cpu";

    private string Describe(Variant variant) => variant.Application == Application.Checkpoint
        ? $"{variant.Key} {string.Join(' ', Fingerprints(f => f == CheckpointPrefix + variant.Checkpoint))}"
        : $"{variant.Key} {variant.Mode} {variant.AdapterDtype}";

    private IEnumerable<string> Fingerprints(Func<string, bool> wanted) =>
        _layout.Fingerprints.Where(f => wanted(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}");

    private string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_common}\n{string.Join('\n', parts)}")));
}
