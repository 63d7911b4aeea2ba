using LoraParity.Matrix;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>matrix.attached</c>.</summary>
internal sealed record AttachedEntry(IReadOnlyList<Precision> Compute, AdapterPrecision? AdapterDtype);
