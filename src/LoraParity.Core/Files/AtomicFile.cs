using System.Text;

namespace LoraParity.Files;

/// <summary>
/// Writes whole files: the bytes go to a temporary name in the same folder, reach the disk, and are renamed. Whoever reads the
/// path sees the old file or the new one, never half of it, even when the process is killed.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="text">Its new content.</param>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Utf8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="bytes">Its new content.</param>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
