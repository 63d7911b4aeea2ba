using LoraParity.Diagnostics;
using LoraParity.Running.Caching;
using LoraParity.TestKit;

namespace LoraParity.Core.Tests.Running.Caching;

public sealed class TraceCacheTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(500)]
    [InlineData(1039)]
    public void Read_TruncatedEntry_IsThrownAway(int length)
    {
        var cache = new TraceCache(_folder.Path);
        cache.Write("abc", Content);
        var file = Assert.Single(Files());
        Assert.Equal(Content, cache.Read("abc"));

        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);

        Assert.Null(cache.Read("abc"));
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(777)]
    public void Read_ChangedByte_IsThrownAway(int at)
    {
        var cache = new TraceCache(_folder.Path);
        cache.Write("abc", Content);
        var bytes = File.ReadAllBytes(Files()[0]);
        bytes[at] ^= 1;
        File.WriteAllBytes(Files()[0], bytes);

        Assert.Null(cache.Read("abc"));
    }

    [Fact]
    public void Trim_BeyondTheLimit_RemovesWhatWasUsedLongestAgo()
    {
        var cache = new TraceCache(_folder.Path, 3500);
        for (var i = 0; i < 5; i++)
        {
            cache.Write($"k{i}", Content);
            File.SetLastWriteTimeUtc(Files().Single(f => f.Contains($"k{i}", StringComparison.Ordinal)), DateTime.UtcNow.AddHours(i - 10));
        }

        Assert.NotNull(cache.Read("k0"));
        cache.Trim();

        Assert.Equal(["k0", "k3", "k4"], Files().Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Fact]
    public void Trim_LeftoversOfKilledProcesses_Go()
    {
        var cache = new TraceCache(_folder.Path);
        cache.Write("abc", Content);
        var (old, young) = (Files()[0] + ".1.tmp", Files()[0] + ".2.tmp");
        File.WriteAllText(old, "");
        File.WriteAllText(young, "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));

        cache.Trim();

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public void Write_ManyAtOnce_IsNeverHalf()
    {
        var caches = Enumerable.Range(0, 4).Select(_ => new TraceCache(_folder.Path, 20_000)).ToList();

        Parallel.For(0, 400, i =>
        {
            var (cache, key) = (caches[i % 4], $"k{i % 10}");
            var content = Enumerable.Repeat((byte)(i % 10), 3000).ToArray();
            cache.Write(key, content);
            Assert.True(cache.Read(key) is not { } read || read.AsSpan().SequenceEqual(content));
            if (i % 25 == 0)
                cache.Trim();
        });
    }

    [Fact]
    public void Write_FolderThatCannotBe_IsNoFault()
    {
        var cache = new TraceCache(_folder.Write("file", "in the way"));

        cache.Write("abc", Content);

        Assert.Null(cache.Read("abc"));
        cache.Trim();
    }

    [SkippableTheory]
    [InlineData("XDG_CACHE_HOME=/x/cache;HOME=/home/me", "/x/cache/loraparity")]
    [InlineData("XDG_CACHE_HOME=relative;HOME=/home/me", "/home/me/.cache/loraparity")]
    [InlineData("HOME=/home/me", "/home/me/.cache/loraparity")]
    [InlineData("HOME=/home/me;LORAPARITY_CACHE=/data/traces", "/data/traces")]
    [InlineData("HOME=/home/me;LORAPARITY_CACHE=off", null)]
    [InlineData("HOME=/home/me;LORAPARITY_CACHE=0", null)]
    [InlineData("", null)]
    public void FromEnvironment_OnLinux_FollowsTheVariables(string variables, string? folder)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems have other folders.");

        Assert.Equal(folder, TraceCache.FromEnvironment(Variables(variables))?.Folder);
    }

    [Theory]
    [InlineData("500MB", 500_000_000)]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("12kb", 12_000)]
    [InlineData("77", 77)]
    [InlineData(null, 2_000_000_000)]
    public void FromEnvironment_Limit_IsASize(string? limit, long bytes) =>
        Assert.Equal(bytes, TraceCache.FromEnvironment(Variables($"LORAPARITY_CACHE={_folder.Path};LORAPARITY_CACHE_LIMIT={limit}"))!.Limit);

    [Theory]
    [InlineData("much")]
    [InlineData("-1GB")]
    [InlineData("GB")]
    public void FromEnvironment_LimitThatIsNone_IsRefused(string limit) => Assert.Equal(
        $"LORAPARITY_CACHE_LIMIT is '{limit}' but must be a size, for example '500MB' or '4GB'.",
        Assert.Throws<InputException>(() => TraceCache.FromEnvironment(Variables($"LORAPARITY_CACHE_LIMIT={limit}"))).Message);

    private static Func<string, string?> Variables(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]).GetValueOrDefault;

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder.Path, "*.trace", SearchOption.AllDirectories)];
}
