using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoraParity.Engines;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>SHA-256 of a run's logits, by variant and prompt.</summary>
internal static class RunHashes
{
    public static SortedDictionary<string, string> Of(RunRequest request, RunRecorder run)
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
