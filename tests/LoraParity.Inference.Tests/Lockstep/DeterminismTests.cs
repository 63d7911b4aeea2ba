using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoraParity.Running;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class DeterminismTests
{
    [Fact]
    public void Run_OneOrTwoThreads_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        Assert.Equal(HashesOf(request, Golden.Run(request, threads: 1)), HashesOf(request, Golden.Run(request, threads: 2)));
    }

    [Fact]
    public void Run_PromptsAloneOrTogetherOrReversed_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var together = HashesOf(request, Golden.Run(request));
        var reversed = request with { Prompts = [.. request.Prompts.Reverse()] };
        Assert.Equal(together, HashesOf(reversed, Golden.Run(reversed)));
        foreach (var prompt in request.Prompts)
        {
            var alone = request with { Prompts = [prompt] };
            var hashes = HashesOf(alone, Golden.Run(alone));
            Assert.All(hashes, hash => Assert.Equal(together[hash.Key], hash.Value));
        }
    }

    [Fact]
    public void Run_FewOrAllVariants_GivesTheSameBits()
    {
        using var golden = new DriftballGolden();
        var request = Some(golden);
        var all = HashesOf(request, Golden.Run(request));
        foreach (var variant in request.Variants.Where(variant => variant != request.Reference))
        {
            var few = request with { Variants = [variant, request.Reference] };
            Assert.All(HashesOf(few, Golden.Run(few)), hash => Assert.Equal(all[hash.Key], hash.Value));
        }
    }

    private static RunRequest Some(DriftballGolden golden)
    {
        var request = golden.Request(newTokens: 6);
        return request with { Prompts = [.. request.Prompts.Take(4)], Decode = DecodeMode.Forced };
    }

    private static SortedDictionary<string, string> HashesOf(RunRequest request, RunRecorder run)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variant in request.Variants)
        {
            for (var prompt = 0; prompt < request.Prompts.Count; prompt++)
            {
                var bytes = MemoryMarshal.AsBytes(run.Logits(variant.Key, prompt).AsSpan());
                hashes[$"{variant.Key} {request.Prompts[prompt].Id}"] = Convert.ToHexString(SHA256.HashData(bytes));
            }
        }

        return hashes;
    }
}
