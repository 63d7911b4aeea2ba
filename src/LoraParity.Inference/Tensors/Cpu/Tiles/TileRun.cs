namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>A slice of a sum whose chains are equally long and added in pairs, and where its sum goes.</summary>
internal readonly unsafe struct TileRun
{
    /// <summary>Length of a chain.</summary>
    public required int Depth { get; init; }

    /// <summary>Number of pairs of chains.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many earlier pairs' sums are added to each pair's.</summary>
    public required int* Merges { get; init; }

    /// <summary>Rows of a tile: floats from one step of depth to the next.</summary>
    public required int Height { get; init; }

    /// <summary>How many earlier slices' sums are added to this one's.</summary>
    public required int LastMerges { get; init; }

    /// <summary>Floats from one slice's sums to the next's.</summary>
    public required nint Apart { get; init; }

    /// <summary>What will be needed afterwards.</summary>
    public required TileAhead Ahead { get; init; }
}
