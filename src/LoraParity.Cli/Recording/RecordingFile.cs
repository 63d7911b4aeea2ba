using System.Buffers.Binary;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Recording;

/// <summary>Writes a recording as one safetensors file.</summary>
internal static class RecordingFile
{
    /// <summary>Writes everything recorded; the file appears only when it is complete.</summary>
    public static void Write(string path, RecordingSink recorder, TensorSpool spool, CancellationToken cancellationToken)
    {
        var tokens = recorder.Tokens.ToDictionary(t => t.Tensor.Name, t => t.Tokens);
        var rows = recorder.Tensors.ToDictionary(t => t.Tensor.Name);
        var tensors = SafetensorsTensor.InLibraryOrder([.. recorder.Tokens.Select(t => t.Tensor), .. recorder.Tensors.Select(t => t.Tensor)]);
        using var writer = new SafetensorsWriter(path, tensors);
        foreach (var tensor in tensors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tokens.TryGetValue(tensor.Name, out var ids))
                writer.Write(Bytes(ids));
            else
                spool.Read(rows[tensor.Name].Place, tensor.Length, writer.Write);
        }

        writer.Complete();
    }

    private static byte[] Bytes(IReadOnlyList<int> ids)
    {
        var bytes = new byte[ids.Count * sizeof(long)];
        for (var i = 0; i < ids.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), ids[i]);
        return bytes;
    }
}
