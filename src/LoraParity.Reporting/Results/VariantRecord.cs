using LoraParity.Matrix;

namespace LoraParity.Reporting.Results;

/// <summary>One point of the matrix.</summary>
/// <param name="Key">Its name, for example <c>merged.bf16.bf16.fp16</c>.</param>
/// <param name="Application">How the adapter meets the base.</param>
/// <param name="Merge">Where W + ΔW is formed; merged variants only.</param>
/// <param name="Save">What the merged checkpoint is stored in; merged variants only.</param>
/// <param name="Compute">What inference runs in.</param>
/// <param name="Checkpoint">The checkpoint's name; checkpoint variants only.</param>
public sealed record VariantRecord(string Key, Application Application, Precision? Merge, Precision? Save, Precision Compute, string? Checkpoint);
