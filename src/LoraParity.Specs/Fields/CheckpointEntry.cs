using LoraParity.Matrix;

namespace LoraParity.Specs.Fields;

/// <summary>An item of <c>matrix.checkpoints</c>; the path is as written.</summary>
internal sealed record CheckpointEntry(string Name, string Path, IReadOnlyList<Precision> Compute);
