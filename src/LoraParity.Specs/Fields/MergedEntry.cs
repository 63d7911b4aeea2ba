using LoraParity.Matrix;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>matrix.merged</c>.</summary>
internal sealed record MergedEntry(
    IReadOnlyList<Precision> Merge,
    IReadOnlyList<Precision> Save,
    IReadOnlyList<Precision> Compute,
    MergeMode Mode,
    Located<AdapterPrecision>? AdapterDtype);
