namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>Memory that will be needed soon: a tile asks for a little of it at each step, so that it arrives while the tile computes.</summary>
/// <param name="from">Where it begins.</param>
/// <param name="step">Bytes for each step of depth.</param>
internal readonly unsafe struct TileAhead(byte* from, nint step)
{
    /// <summary>Where it begins.</summary>
    public byte* From { get; } = from;

    /// <summary>Bytes for each step of depth.</summary>
    public nint Step { get; } = step;

    /// <summary>What is left after some steps.</summary>
    public TileAhead After(int steps) => new(From + (steps * Step), Step);
}
