using System.Text.RegularExpressions;
using LoraParity.Files;
using LoraParity.Plans;

namespace LoraParity.Inference.Hub;

/// <summary>
/// One model's folder in the Hugging Face cache, laid out as huggingface_hub does: <c>blobs</c> named by content,
/// <c>snapshots/COMMIT</c> of links to them, <c>refs</c> from revisions to commits, <c>.no_exist</c> for files known to be absent.
/// </summary>
/// <param name="root">The cache's folder.</param>
/// <param name="id">The model.</param>
/// <param name="useLinks">Whether snapshots link to blobs.</param>
internal sealed partial class HubCache(string root, HubId id, bool useLinks)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    private readonly string _name = $"models--{id.Repository.Replace("/", "--", StringComparison.Ordinal)}";

    private string Folder => Path.Combine(root, _name);

    /// <summary>Whether a text can name a blob: it is a hash or something as plain.</summary>
    public static bool IsBlobName(string text) => BlobName().IsMatch(text);

    /// <summary>The commit that the revision stood for when it was last seen; null where it never was.</summary>
    public string? Commit()
    {
        if (id.IsCommit)
            return id.Revision;
        var file = Ref();
        var commit = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
        return HubId.IsCommitHash(commit) ? commit : null;
    }

    /// <summary>Notes which commit the revision stands for.</summary>
    public void NoteCommit(string commit)
    {
        if (id.IsCommit || Commit() == commit)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Ref())!);
        AtomicFile.WriteAllText(Ref(), commit);
    }

    /// <summary>The folder that stands for the commit.</summary>
    public string Snapshot(string commit) => Path.Combine(Folder, "snapshots", commit);

    /// <summary>Whether the commit's file is here.</summary>
    public bool Holds(string commit, string file) => File.Exists(Path.Combine(Snapshot(commit), file));

    /// <summary>Whether the commit is known to lack the file.</summary>
    public bool Lacks(string commit, string file) => File.Exists(Absence(commit, file));

    /// <summary>Notes that the commit lacks a file.</summary>
    public void NoteAbsence(string commit, string file)
    {
        var path = Absence(commit, file);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }

    /// <summary>The path of a content.</summary>
    public string Blob(string etag) => Path.Combine(Folder, "blobs", etag);

    /// <summary>Waits until no other process writes a content. huggingface_hub honours the same lock.</summary>
    public async Task<IDisposable> LockAsync(string etag, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, ".locks", _name, $"{etag}.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(LockPoll, cancellationToken);
            }
        }
    }

    /// <summary>Makes a content appear as the commit's file: as a link, or as a copy where links cannot be made.</summary>
    public void Show(string commit, string file, string etag)
    {
        var path = Path.Combine(Snapshot(commit), file);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            if (!useLinks || !TryLink(temporary, Path.GetRelativePath(folder, Blob(etag))))
                File.Copy(Blob(etag), temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string Ref() => Path.Combine(Folder, "refs", id.Revision);

    private string Absence(string commit, string file) => Path.Combine(Folder, ".no_exist", commit, file);

    // Windows lets only developers and administrators link; some shared file systems let nobody.
    private static bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{7,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BlobName();
}
