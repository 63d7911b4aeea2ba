using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Auditing;

/// <summary>Some rows of a parameter: what one core compares at a time.</summary>
/// <param name="Task">Which parameter, among all tasks.</param>
/// <param name="First">The first row.</param>
/// <param name="Rows">How many.</param>
/// <param name="Stored">What is read from disk for it.</param>
internal sealed record AuditPart(int Task, int First, int Rows, IReadOnlyList<FileRange> Stored);
