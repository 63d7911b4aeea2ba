using System.Buffers;
using System.Runtime.InteropServices;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Merging;

/// <summary>
/// Writes the tensors of a merged checkpoint block by block. While one block goes to the file, the next is derived on all cores and
/// the one after that is read.
/// </summary>
/// <param name="ahead">Reads the tensors' sources in the order in which they are written.</param>
/// <param name="written">Told how many bytes were written.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class TensorWriter(ReadAhead ahead, Action<long> written, CancellationToken cancellationToken)
{
    private const int BlockBytes = 1 << 23;
    private const int ElementsPerTask = 1 << 16;

    private readonly byte[][] _blocks = [new byte[BlockBytes], new byte[BlockBytes]];
    private Task _pending = Task.CompletedTask;
    private long _sourceBytes;
    private int _turn;

    /// <summary>Writes one tensor; it must be the writer's current one.</summary>
    public void Write(SafetensorsWriter writer, OutputTensor tensor)
    {
        if (tensor.Copy is { } copy)
            CopyBytes(writer, copy);
        foreach (var part in tensor.Parts)
            WritePart(writer, tensor, part);
        _sourceBytes += tensor.Source?.Entry.Length ?? 0;
    }

    /// <summary>Waits until everything is with the writer.</summary>
    public void Finish() => _pending.GetAwaiter().GetResult();

    private void CopyBytes(SafetensorsWriter writer, CheckpointTensor tensor)
    {
        for (var done = 0L; done < tensor.Entry.Length; done += BlockBytes)
        {
            var (first, count) = (done, (int)Math.Min(BlockBytes, tensor.Entry.Length - done));
            ahead.Require(_sourceBytes + first + count);
            Hand(() => writer.Write(tensor.File.Bytes(tensor.Entry, first, count)), count);
        }
    }

    private void WritePart(SafetensorsWriter writer, OutputTensor tensor, TensorPart part)
    {
        var precision = tensor.Tensor.Dtype.ToPrecision()!.Value;
        if (part.IsTransposed)
        {
            Require(tensor, tensor.Tensor.Elements);
            WriteTransposed(writer, part, precision);
            return;
        }

        var rowBytes = part.Recipe.Inputs * precision.Bytes();
        var step = Math.Max(1, BlockBytes / rowBytes);
        for (var row = 0; row < part.Rows; row += step)
        {
            var count = Math.Min(step, part.Rows - row);
            Require(tensor, (((long)part.Slice * part.Rows) + row + count) * part.Recipe.Inputs);
            var block = NextBlock(count * rowBytes);
            Derive(part, row, count, precision, block);
            Hand(() => writer.Write(block.AsSpan(0, count * rowBytes)), count * rowBytes);
        }
    }

    /// <summary>Waits for the source of the tensor's first elements.</summary>
    private void Require(OutputTensor tensor, long elements)
    {
        if (tensor.Source is { } source)
            ahead.Require(_sourceBytes + Math.Min(source.Entry.Length, elements * source.Dtype.Bytes()));
    }

    /// <summary>Rows of a part; each task derives and rounds some of them.</summary>
    private void Derive(TensorPart part, int first, int count, Precision precision, byte[] block)
    {
        var columns = part.Recipe.Inputs;
        var rowsPerTask = Math.Max(1, ElementsPerTask / columns / DeltaMemo.RowsAtOnce) * DeltaMemo.RowsAtOnce;
        try
        {
            Parallel.For(0, (count + rowsPerTask - 1) / rowsPerTask, new ParallelOptions { CancellationToken = cancellationToken }, task =>
            {
                var row = task * rowsPerTask;
                var rows = Math.Min(rowsPerTask, count - row);
                var values = ArrayPool<float>.Shared.Rent(rows * columns);
                part.Recipe.ReadRows(part.FirstRow + first + row, rows, values.AsSpan(0, rows * columns));
                Store(values.AsSpan(0, rows * columns), precision, block.AsSpan(row * columns * precision.Bytes()));
                ArrayPool<float>.Shared.Return(values);
            });
        }
        catch (AggregateException thrown) when (thrown.Input() is { } input)
        {
            throw input;
        }
    }

    private void WriteTransposed(SafetensorsWriter writer, TensorPart part, Precision precision)
    {
        var (rows, columns) = (part.Rows, part.Recipe.Inputs);
        var values = new float[rows * columns];
        part.Recipe.ReadRows(part.FirstRow, rows, values);
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                transposed[(column * rows) + row] = values[(row * columns) + column];
        }

        var block = NextBlock(values.Length * precision.Bytes());
        Store(transposed, precision, block);
        Hand(() => writer.Write(block.AsSpan(0, values.Length * precision.Bytes())), values.Length * precision.Bytes());
    }

    private static void Store(ReadOnlySpan<float> values, Precision precision, Span<byte> destination)
    {
        if (precision == Precision.Fp32)
            MemoryMarshal.AsBytes(values).CopyTo(destination);
        else
            Rounding.Narrow(values, MemoryMarshal.Cast<byte, ushort>(destination), precision);
    }

    /// <summary>The block that is not being written.</summary>
    private byte[] NextBlock(int bytes)
    {
        _turn = 1 - _turn;
        if (_blocks[_turn].Length < bytes)
            _blocks[_turn] = new byte[bytes];
        return _blocks[_turn];
    }

    /// <summary>Writes behind the caller's back, one block after the other.</summary>
    private void Hand(Action write, int bytes)
    {
        Finish();
        cancellationToken.ThrowIfCancellationRequested();
        written(bytes);
        _pending = Task.Run(write, CancellationToken.None);
    }
}
