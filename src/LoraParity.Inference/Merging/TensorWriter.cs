using LoraParity.Diagnostics;
using LoraParity.Inference.Checkpoints;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Merging;

/// <summary>Writes tensors of a merged checkpoint, a block at a time; rows of a block are derived on all cores.</summary>
/// <param name="written">Told how many bytes were written.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class TensorWriter(Action<long> written, CancellationToken cancellationToken)
{
    private const int BlockElements = 1 << 22;
    private const int LeastRowsPerTask = 8;
    private float[] _block = new float[BlockElements];

    /// <summary>Writes one tensor; it must be the writer's current one.</summary>
    public void Write(SafetensorsWriter writer, OutputTensor tensor)
    {
        if (tensor.Copy is { } copy)
            CopyBytes(writer, copy);
        foreach (var part in tensor.Parts)
            WritePart(writer, part);
    }

    private void CopyBytes(SafetensorsWriter writer, CheckpointTensor tensor)
    {
        for (var done = 0L; done < tensor.Entry.Length; done += BlockElements)
        {
            var count = (int)Math.Min(BlockElements, tensor.Entry.Length - done);
            writer.Write(tensor.File.Bytes(tensor.Entry, done, count));
            Report(count);
        }
    }

    private void WritePart(SafetensorsWriter writer, TensorPart part)
    {
        var dtype = writer.Current!.Dtype;
        if (part.IsTransposed)
        {
            Append(writer, Transposed(part), dtype);
            return;
        }

        var step = Math.Max(1, BlockElements / part.Recipe.Inputs);
        for (var row = 0; row < part.Rows; row += step)
            Append(writer, Read(part, row, Math.Min(step, part.Rows - row)), dtype);
    }

    /// <summary>Rows of a part; each task derives some of them.</summary>
    private Span<float> Read(TensorPart part, int first, int count)
    {
        var columns = part.Recipe.Inputs;
        if (_block.Length < count * columns)
            _block = new float[count * columns];
        var rowsPerTask = Math.Max(LeastRowsPerTask, count / (4 * Environment.ProcessorCount));
        try
        {
            Parallel.For(0, (count + rowsPerTask - 1) / rowsPerTask, new ParallelOptions { CancellationToken = cancellationToken }, task =>
            {
                var row = task * rowsPerTask;
                var rows = Math.Min(rowsPerTask, count - row);
                part.Recipe.ReadRows(part.FirstRow + first + row, rows, _block.AsSpan(row * columns, rows * columns));
            });
        }
        catch (AggregateException exception) when (exception.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } input)
        {
            throw new InputException(input.Diagnostics);
        }

        return _block.AsSpan(0, count * columns);
    }

    private float[] Transposed(TensorPart part)
    {
        var (rows, columns) = (part.Rows, part.Recipe.Inputs);
        var values = Read(part, 0, rows);
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                transposed[(column * rows) + row] = values[(row * columns) + column];
        }

        return transposed;
    }

    private void Append(SafetensorsWriter writer, ReadOnlySpan<float> values, SafetensorsDtype dtype)
    {
        writer.WriteFloats(values);
        Report((long)values.Length * dtype.Bytes());
    }

    private void Report(long bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        written(bytes);
    }
}
