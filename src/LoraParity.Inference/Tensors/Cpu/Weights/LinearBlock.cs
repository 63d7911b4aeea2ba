using LoraParity.Inference.Tensors.Cpu.Tiles;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>A block of rows by a group of panels.</summary>
internal readonly record struct LinearBlock(int FirstRow, int Rows, int FirstPanel, int Panels)
{
    /// <summary>Sums of one panel.</summary>
    public int Sums => Rows * TileSet.PanelWidth;
}
