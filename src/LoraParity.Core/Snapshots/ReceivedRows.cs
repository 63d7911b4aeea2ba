using LoraParity.Diagnostics;
using LoraParity.Safetensors;

namespace LoraParity.Snapshots;

/// <summary>Writes the full logits of cases beside their received snapshots while they come. A run that does not end leaves none.</summary>
/// <param name="directory">The folder of the snapshots.</param>
internal sealed class ReceivedRows(string directory) : IDisposable
{
    /// <summary>The tensor's name.</summary>
    public const string Tensor = "logits";

    private readonly Dictionary<string, SafetensorsWriter> _writers = [];

    /// <summary>Appends rows of a case; the file appears with its last row.</summary>
    /// <param name="verifiedName">The name of the case's approved snapshot.</param>
    /// <param name="rows">The rows, [any, width].</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="total">Rows that the case has in all.</param>
    public void Add(string verifiedName, ReadOnlySpan<float> rows, int width, int total)
    {
        var path = PathOf(directory, verifiedName);
        if (!_writers.TryGetValue(path, out var writer))
            _writers[path] = writer = Create(path, width, total);
        writer.WriteFloats(rows);
        if (writer.Current is not null)
            return;
        writer.Complete();
        writer.Dispose();
        _writers.Remove(path);
    }

    /// <summary>Where the rows of a case lie.</summary>
    public static string PathOf(string directory, string verifiedName) =>
        SnapshotNames.ToRows(SnapshotNames.ToReceived(Path.Combine(directory, verifiedName)));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var writer in _writers.Values)
            writer.Dispose();
    }

    private static SafetensorsWriter Create(string path, int width, int total)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder of '{path}' cannot be created: {e.Message.TrimEnd('.')}.");
        }

        return new SafetensorsWriter(path, [new SafetensorsTensor(Tensor, SafetensorsDtype.F32, [total, width])]);
    }
}
