using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoraParity.Hashing;

namespace LoraParity.Core.Tests.Hashing;

public sealed class LogitsHashTests
{
    public static TheoryData<bool, int, int> Cases()
    {
        var cases = new TheoryData<bool, int, int>();
        foreach (var lanes in Sha256Lanes.IsSupported ? [false, true] : new[] { false })
        {
            foreach (var width in new[] { 1, 7, 13, 14, 15, 16, 17, 100, 259 })
            {
                foreach (var hashes in new[] { 1, 3, 16, 37 })
                    cases.Add(lanes, width, hashes);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Append_RowsInSeveralBlocks_GivesTheLibrarysHashAtEveryStep(bool lanes, int width, int count)
    {
        var random = new Random(width + count);
        var hashes = Enumerable.Range(0, count).Select(_ => new LogitsHash(lanes)).ToArray();
        var all = hashes.Select(_ => new List<float>()).ToArray();
        foreach (var rows in new[] { 1, 3, 0, 2 })
        {
            var blocks = hashes.Select(_ => Enumerable.Range(0, rows * width).Select(_ => random.NextSingle() - 0.5f).ToArray()).ToArray();
            LogitsHash.Append(hashes, [.. blocks.Select(block => (ReadOnlyMemory<float>)block)], new ParallelOptions());
            for (var i = 0; i < count; i++)
                all[i].AddRange(blocks[i]);

            Assert.Equal(all.Select(values => Library([.. values])), hashes.Select(hash => hash.Value));
        }
    }

    [Fact]
    public void Value_NothingAppended_IsTheHashOfNothing()
    {
        using var hash = new LogitsHash();

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hash.Value);
    }

    private static string Library(float[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
}
