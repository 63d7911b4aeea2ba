using System.Buffers.Binary;
using LoraParity.Diagnostics;

namespace LoraParity.Safetensors;

/// <summary>Opens a file and reads the raw header, telling apart what is often found in its place.</summary>
internal static class SafetensorsPreamble
{
    private static readonly (byte[] Start, string What)[] Foreign =
    [
        ("version https://git-lfs"u8.ToArray(), "is a Git LFS pointer, not the weights; fetch them with 'git lfs pull'"),
        ("PK\u0003\u0004"u8.ToArray(), "is a pickled PyTorch archive, not safetensors; save the tensors with safetensors.torch.save_file"),
        ("GGUF"u8.ToArray(), "is a GGUF file, not safetensors; use the checkpoint that it was converted from"),
        ("<!DOCTYPE"u8.ToArray(), "is a web page, not safetensors; the download went wrong"),
        ("<html"u8.ToArray(), "is a web page, not safetensors; the download went wrong"),
    ];

    /// <summary>Opens a file for mapping.</summary>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static FileStream OpenStream(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a directory where a safetensors file was expected.");
        if (!File.Exists(path))
            throw new InputException($"The file '{path}' does not exist.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The file '{path}' cannot be read: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>The header's JSON.</summary>
    /// <exception cref="InputException">The file is no safetensors file or is cut off in its header.</exception>
    public static byte[] ReadHeader(string path, FileStream stream)
    {
        var length = stream.Length;
        if (length == 0)
            throw new InputException($"The file '{path}' is empty.");
        Span<byte> start = stackalloc byte[32];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        CheckForeign(path, start);
        if (length < SafetensorsHeader.PrefixBytes)
            throw new InputException($"The file '{path}' has only {length} bytes; a safetensors file begins with 8 bytes that give the length of its header.");
        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(start);
        CheckLength(path, claimed, length - SafetensorsHeader.PrefixBytes);
        var header = new byte[claimed];
        stream.Position = SafetensorsHeader.PrefixBytes;
        stream.ReadExactly(header);
        return header;
    }

    private static void CheckForeign(string path, ReadOnlySpan<byte> start)
    {
        foreach (var (prefix, what) in Foreign)
        {
            if (start.StartsWith(prefix))
                throw new InputException($"The file '{path}' {what}.");
        }
    }

    private static void CheckLength(string path, ulong claimed, long available)
    {
        if (claimed > (ulong)available)
            throw new InputException($"The header of '{path}' claims {claimed} bytes but only {available} follow; the file is truncated or not a safetensors file.");
        if (claimed > SafetensorsHeader.MaximumBytes)
            throw new InputException($"The header of '{path}' claims {claimed} bytes; more than {SafetensorsHeader.MaximumBytes} are not accepted.");
    }
}
