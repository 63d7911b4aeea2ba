using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Running.Design;

/// <summary>
/// What has to be run so that every wanted case can be judged: the plan's variants, the reference, the variants noise floors are
/// made of, and the fp32 runs that split a drift into merge loss and compute noise.
/// </summary>
internal sealed class RunDesign
{
    private readonly ParityPlan _plan;
    private readonly ParityRunOptions _options;
    private readonly List<Variant> _variants = [];
    private readonly Dictionary<string, int> _indices = [];
    private readonly HashSet<PairId> _pairs = [];

    public RunDesign(ParityPlan plan, ParityRunOptions options)
    {
        (_plan, _options) = (plan, options);
        CaseVariants = [.. plan.Variants.Where(v => plan.Prompts.Any(p => Wants(v, p)))];
        Prompts = [.. plan.Prompts.Where(p => plan.Variants.Any(v => Wants(v, p)))];
        foreach (var variant in plan.Variants.Where(v => CaseVariants.Contains(v) || WantsWeights(v)))
            Index(variant);
        Reference = Index(plan.Reference);
        Floors = [.. FloorVariants().Select(f => new FloorPair(f.Compute, Pair(f.Variant, f.Against)))];
        foreach (var variant in CaseVariants)
            AddPairs(variant);
    }

    /// <summary>The plan's variants that have a wanted case, in the plan's order.</summary>
    public IReadOnlyList<Variant> CaseVariants { get; }

    /// <summary>The plan's prompts that have a wanted case, in the plan's order.</summary>
    public IReadOnlyList<Prompt> Prompts { get; }

    /// <summary>Index of the reference in the request.</summary>
    public int Reference { get; }

    /// <summary>What noise floors are made of.</summary>
    public IReadOnlyList<FloorPair> Floors { get; }

    /// <summary>All pairs that are measured, each once.</summary>
    public IReadOnlyCollection<PairId> Pairs => _pairs;

    /// <summary>The variants of the request.</summary>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <summary>The request.</summary>
    public RunRequest Request => new()
    {
        BasePath = _plan.BasePath,
        Adapters = _plan.Adapters,
        Checkpoints = _plan.Checkpoints,
        Variants = _variants,
        Reference = _variants[Reference],
        Prompts = Prompts,
        Decode = _plan.Decode,
        Engine = _plan.Engine,
        WantsHidden = _options.Layers,
        WantsWeights = _options.Weights,
    };

    /// <summary>Whether a case is wanted.</summary>
    public bool Wants(Variant variant, Prompt prompt) =>
        IsInShare(variant) && (_options.Selection?.Contains(new CaseId(variant.Key, prompt.Id)) ?? true);

    /// <summary>Whether it is wanted what merging did to the weights of a variant of the plan.</summary>
    public bool WantsWeights(Variant variant) => _options.Weights && HasMergedWeights(variant) && IsInShare(variant);

    /// <summary>The index of a variant of the request; −1 where it is none.</summary>
    public int IndexOf(Variant variant) => IndexOf(variant.Key);

    /// <summary>The index of the variant with a key; −1 where the request has none.</summary>
    public int IndexOf(string key) => _indices.GetValueOrDefault(key, -1);

    /// <summary>All pairs that judging a case takes: none but the noise floor for the reference itself.</summary>
    public IReadOnlyList<PairId> PairsOf(int variant)
    {
        var own = _variants[variant];
        var floors = Floors.Where(f => f.Compute == own.Compute).Select(f => f.Pair);
        IEnumerable<PairId?> judged = variant == Reference ? [] : [Total(own), MergeLoss(own), ComputeNoise(own)];
        return [.. judged.OfType<PairId>().Concat(floors).Distinct()];
    }

    /// <summary>The cell against the reference.</summary>
    public PairId Total(Variant variant) => new(IndexOf(variant), Reference);

    /// <summary>The cell's weights run in fp32 against the reference's weights run in fp32, or null where the request has no such runs.</summary>
    public PairId? MergeLoss(Variant variant) => Known(new PairId(IndexOf(InFp32(variant)), IndexOf(InFp32(_plan.Reference))));

    /// <summary>The cell against its own weights run in fp32, or null where the request has no such run.</summary>
    public PairId? ComputeNoise(Variant variant) => Known(new PairId(IndexOf(variant), IndexOf(InFp32(variant))));

    private static Variant InFp32(Variant variant) => variant with { Compute = Precision.Fp32 };

    private static bool HasMergedWeights(Variant variant) => variant.Application is Application.Merged or Application.Checkpoint;

    private bool IsInShare(Variant variant) => _options.Share?.Contains(variant.Key) ?? true;

    private PairId? Known(PairId pair) => _pairs.Contains(pair) ? pair : null;

    private void AddPairs(Variant variant)
    {
        Pair(variant, _plan.Reference);
        if (!HasMergedWeights(variant) && !IsRun(InFp32(variant)))
            return;
        Pair(InFp32(variant), InFp32(_plan.Reference));
        Pair(variant, InFp32(variant));
    }

    // Asks the plan too, so that what is measured of a case does not depend on which others are wanted with it.
    private bool IsRun(Variant variant) => IndexOf(variant) >= 0 || _plan.Variants.Any(v => v.Key == variant.Key);

    private PairId Pair(Variant variant, Variant against)
    {
        var pair = new PairId(Index(variant), Index(against));
        _pairs.Add(pair);
        return pair;
    }

    private int Index(Variant variant)
    {
        if (_indices.TryAdd(variant.Key, _variants.Count))
            _variants.Add(variant);
        return IndexOf(variant);
    }

    private IEnumerable<(Precision Compute, Variant Variant, Variant Against)> FloorVariants()
    {
        if (Prompts.Count == 0)
            yield break;
        var attached = _plan.Adapters.Count > 0;
        var oracle = attached ? Attached(Precision.Fp32) : Variant.None(Precision.Fp32);
        foreach (var compute in CaseVariants.Append(_plan.Reference).Select(v => v.Compute).Distinct().Order())
        {
            if (compute != Precision.Fp32)
                yield return (compute, attached ? Attached(compute) : Variant.None(compute), oracle);
            else if (attached)
                yield return (compute, Variant.Merged(compute, compute, compute, Mode) with { AdapterDtype = AdapterDtype }, oracle);
        }
    }

    private Variant Attached(Precision compute) => Variant.Attached(compute, AdapterDtype);

    private AdapterPrecision AdapterDtype => AllVariants.Select(v => v.AdapterDtype).Max();

    private MergeMode Mode => AllVariants.FirstOrDefault(v => v.Application == Application.Merged)?.Mode ?? MergeMode.Plain;

    private IEnumerable<Variant> AllVariants => _plan.Variants.Append(_plan.Reference);
}
