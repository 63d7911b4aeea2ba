using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>matrix</c> as it was written, not yet expanded.</summary>
internal sealed record MatrixEntry
{
    public IReadOnlyList<Precision> None { get; init; } = [];

    public AttachedEntry? Attached { get; init; }

    public MergedEntry? Merged { get; init; }

    public IReadOnlyList<Located<CheckpointEntry>> Checkpoints { get; init; } = [];

    public IReadOnlyList<Located<ToleranceMatch>> Exclude { get; init; } = [];

    /// <summary>One spec has one dtype for the adapter's weights, wherever it is written.</summary>
    public AdapterPrecision AdapterDtype => Attached?.AdapterDtype ?? Merged?.AdapterDtype?.Value ?? AdapterPrecision.Fp32;
}
