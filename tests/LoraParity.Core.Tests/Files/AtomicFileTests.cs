using LoraParity.Files;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteAllText_ExistingFile_IsReplacedWithoutByteOrderMark()
    {
        var path = Path.Combine(_folder.Path, "a file – ü.json");
        File.WriteAllText(path, "something much longer than what comes");

        AtomicFile.WriteAllText(path, "é\n");

        Assert.Equal([0xC3, 0xA9, 0x0A], File.ReadAllBytes(path));
    }

    [Fact]
    public void WriteAllText_PathIsAFolder_LeavesNothingBehind()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder.Path, "taken")).FullName;

        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteAllText(path, "x"));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
