using System.Security.Cryptography;
using System.Text;
using LoraParity.Engines;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Plans;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class DeterminismTests
{
    /// <summary>Of the logits of <see cref="Some"/>. It changes only when an operation is meant to compute something else.</summary>
    private const string PinnedDigest = "2F82D886B76D2804788CB880424F4820A926428CE19E4B380796012717FE2517";

    [Theory]
    [InlineData("Bits512", 2)]
    [InlineData("Bits256", 3)]
    [InlineData("Bits128", 1)]
    public void Run_AnyVectorWidthAndThreads_GivesThePinnedLogits(string width, int threads)
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var hashes = RunHashes.Of(request, Golden.Run(request, new CpuBackend(threads, Enum.Parse<VectorWidth>(width))));
        var lines = string.Join('\n', hashes.Select(hash => $"{hash.Key} {hash.Value}"));
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
        Assert.True(digest == PinnedDigest, $"The logits' digest is {digest}.");
    }

    [Fact]
    public void Run_OneOrTwoThreads_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        Assert.Equal(RunHashes.Of(request, Golden.Run(request, threads: 1)), RunHashes.Of(request, Golden.Run(request, threads: 2)));
    }

    [Fact]
    public void Run_PromptsAloneOrTogetherOrReversed_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var together = RunHashes.Of(request, Golden.Run(request));
        var reversed = request with { Prompts = [.. request.Prompts.Reverse()] };
        Assert.Equal(together, RunHashes.Of(reversed, Golden.Run(reversed)));
        foreach (var prompt in request.Prompts)
        {
            var alone = request with { Prompts = [prompt] };
            Assert.All(RunHashes.Of(alone, Golden.Run(alone)), hash => Assert.Equal(together[hash.Key], hash.Value));
        }
    }

    [Fact]
    public void Run_FewOrAllVariants_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var all = RunHashes.Of(request, Golden.Run(request));
        foreach (var variant in request.Variants.Where(variant => variant != request.Reference))
        {
            var few = request with { Variants = [variant, request.Reference] };
            Assert.All(RunHashes.Of(few, Golden.Run(few)), hash => Assert.Equal(all[hash.Key], hash.Value));
        }
    }

    [Fact]
    public void Run_Scoring_ChoosesWhatDecodingChose()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var run = Golden.Run(request);
        for (var prompt = 0; prompt < request.Prompts.Count; prompt++)
        {
            var logits = run.Logits(request.Reference.Key, prompt);
            var decoded = run.Tokens(request.Reference.Key, prompt);
            var first = golden.Prompts[prompt].Count - 1;
            var width = run.Layout!.LogitsWidth;
            var chosen = Enumerable.Range(first, decoded.Length).Select(row => Largest(logits.AsSpan(row * width, width)));
            Assert.Equal(decoded, chosen);
        }
    }

    private static RunRequest Some(DriftballGolden golden)
    {
        var request = golden.Request(newTokens: 6);
        return request with { Prompts = [.. request.Prompts.Take(4)], Decode = DecodeMode.Forced };
    }

    private static int Largest(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
            best = row[i] > row[best] ? i : best;
        return best;
    }
}
