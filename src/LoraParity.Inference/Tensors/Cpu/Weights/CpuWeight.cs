using LoraParity.Inference.Tensors.Cpu.Memory;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// A weight in panels of 32 outputs, in its own precision: [outputs / 32, inputs, 32]. The last panel is filled up with zeros.
/// </summary>
internal sealed unsafe class CpuWeight : WeightMatrix
{
    private NativeBuffer? _buffer;

    public CpuWeight(int outputs, int inputs, Precision precision)
        : base(outputs, inputs, precision)
    {
        Panels = (outputs + TileSet.PanelWidth - 1) / TileSet.PanelWidth;
        PanelStride = (long)inputs * TileSet.PanelWidth * precision.Bytes() / sizeof(float);
        _buffer = new NativeBuffer(Panels * PanelStride * sizeof(float));
    }

    /// <summary>Whether the checkpoint stores the matrix untransposed.</summary>
    public bool IsConv1D { get; init; }

    /// <summary>Number of panels.</summary>
    public int Panels { get; }

    public override long Bytes => _buffer?.Bytes ?? 0;

    /// <summary>From one panel to the next, in floats.</summary>
    private long PanelStride { get; }

    /// <summary>Where a panel begins.</summary>
    public float* Panel(int panel)
        => (_buffer ?? throw new ObjectDisposedException(nameof(WeightMatrix), $"The weight [{Outputs}, {Inputs}] was released.")).Floats + (panel * PanelStride);

    /// <summary>Outputs in a panel.</summary>
    public int Width(int panel) => Math.Min(TileSet.PanelWidth, Outputs - (panel * TileSet.PanelWidth));

    protected override void Release() => Interlocked.Exchange(ref _buffer, null)?.Dispose();
}
