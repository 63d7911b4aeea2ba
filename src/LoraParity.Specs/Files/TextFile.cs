using System.Text;

namespace LoraParity.Specs.Files;

/// <summary>Reads text files that users write: UTF-8, of bounded size.</summary>
internal static class TextFile
{
    internal const int MostBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's text without a byte order mark, or what is wrong with it.</summary>
    public static (string Text, Problem? Problem) Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return ("", new Problem($"'{path}' is a folder, not a file."));
            if (new FileInfo(path).Length > MostBytes)
                return ("", new Problem($"The file '{path}' is larger than {MostBytes >> 20} MiB; a spec or prompt is a small text file."));
            return Decode(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ("", new Problem($"The file '{path}' does not exist."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ("", new Problem($"The file '{path}' cannot be read: {e.Message.TrimEnd('.')}."));
        }
    }

    private static (string Text, Problem? Problem) Decode(string path, byte[] bytes)
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        try
        {
            return (Strict.GetString(bytes, start, bytes.Length - start), null);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(start, Math.Max(0, e.Index));
            var line = before.Count((byte)'\n') + 1;
            var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            return ("", new Problem($"The file '{path}' is not UTF-8 text; save it as UTF-8.", line, column));
        }
    }

    internal sealed record Problem(string Message, int Line = 1, int Column = 1);
}
