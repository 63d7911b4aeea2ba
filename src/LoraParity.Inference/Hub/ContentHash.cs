using System.Security.Cryptography;
using System.Text;

namespace LoraParity.Inference.Hub;

/// <summary>The hash that a hub names a file's content by: SHA-256 for large files, git's SHA-1 of a blob for small ones.</summary>
internal static class ContentHash
{
    /// <summary>The hash of a file in the form of an ETag; null where the ETag is of no such form.</summary>
    /// <param name="path">The file.</param>
    /// <param name="etag">What the hub says.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<string?> OfAsync(string path, string etag, CancellationToken cancellationToken)
    {
        if (etag.Length is not (40 or 64) || !etag.All(char.IsAsciiHexDigitLower))
            return null;
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(etag.Length == 64
            ? await SHA256.HashDataAsync(stream, cancellationToken)
            : await GitBlobAsync(stream, cancellationToken));
    }

    private static async Task<byte[]> GitBlobAsync(FileStream stream, CancellationToken cancellationToken)
    {
#pragma warning disable CA5350 // It is the hash that git uses, and guards against damage, not against forgery.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {stream.Length}\0")));
        var buffer = new byte[1 << 20];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }
}
