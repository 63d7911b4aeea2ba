namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>One row sent to one expert.</summary>
/// <param name="Slot">The place of its output: row by row, the most likely expert first.</param>
/// <param name="Row">The row.</param>
/// <param name="Expert">The expert.</param>
/// <param name="Weight">The weight of what it says.</param>
internal readonly record struct Route(int Slot, int Row, int Expert, float Weight);
