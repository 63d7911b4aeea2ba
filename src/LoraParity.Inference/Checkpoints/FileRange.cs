namespace LoraParity.Inference.Checkpoints;

/// <summary>Bytes of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many.</param>
internal readonly record struct FileRange(string Path, long Offset, long Length)
{
    /// <summary>A tensor's bytes.</summary>
    public static FileRange Of(CheckpointTensor tensor) => new(tensor.File.Path, tensor.Entry.Offset, tensor.Entry.Length);
}
