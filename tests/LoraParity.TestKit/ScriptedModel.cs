using System.Runtime.InteropServices;
using System.Text;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.TestKit;

/// <summary>The made-up numbers of a <see cref="ScriptedEngine"/>.</summary>
internal sealed class ScriptedModel(EngineScript script)
{
    public IReadOnlyList<int> Tokenize(Prompt prompt)
    {
        if (prompt.TokenIds is { } ids)
            return ids;
        var text = prompt.Text ?? string.Join('\n', prompt.Messages!.Select(m => m.Content));
        return [.. text.Split(' ').Select(word => (int)(Hash(word) % (ulong)script.Width))];
    }

    public float[] Row(Variant variant, int prompt, int position, int token)
    {
        var row = new float[script.Width];
        var context = Mix(Mix((ulong)prompt + 1, (ulong)position), (ulong)token);
        for (var i = 0; i < row.Length; i++)
            row[i] = (float)(3 * Noise(context, i) + Drift(variant, context, i));
        script.Edit?.Invoke(variant, prompt, position, row);
        return row;
    }

    public (IReadOnlyList<ReadOnlyMemory<float>> Distinct, IReadOnlyList<int> Share) Block(
        IReadOnlyList<Variant> variants, int prompt, int first, List<int> tokens)
    {
        var distinct = new List<ReadOnlyMemory<float>>();
        var share = new List<int>();
        foreach (var variant in variants)
        {
            var rows = tokens.SelectMany((token, i) => Row(variant, prompt, first + i, token)).ToArray();
            var same = distinct.FindIndex(d => SameBits(d.Span, rows));
            share.Add(same < 0 ? distinct.Count : same);
            if (same < 0)
                distinct.Add(rows);
        }

        return (distinct, share);
    }

    public float[] HiddenRows(Variant variant, int prompt, int layer, int length)
    {
        var context = Mix(Mix((ulong)prompt + 101, (ulong)layer), 7);
        var share = (double)layer / script.Layers;
        return [.. Enumerable.Range(0, length).Select(i => (float)(Noise(context, i) + share * Drift(variant, context, i)))];
    }

    private double Drift(Variant variant, ulong context, int i)
    {
        var loss = script.MergeLoss(variant);
        var noise = script.ComputeNoise(variant);
        var drift = loss == 0 ? 0 : loss * Noise(Mix(context, Hash(Weights(variant))), i);
        return noise == 0 ? drift : drift + noise * Noise(Mix(context, Hash(variant.Key)), i);
    }

    private static string Weights(Variant variant) => variant.Key[..variant.Key.LastIndexOf('.')];

    private static bool SameBits(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    /// <summary>Roughly normal, mean 0, variance 1: the sum of twelve uniform numbers.</summary>
    private static double Noise(ulong context, int i)
    {
        var sum = -6.0;
        var state = Mix(context, (ulong)i);
        for (var n = 0; n < 12; n++)
        {
            state = Mix(state, (ulong)n);
            sum += (state >> 11) * (1.0 / (1UL << 53));
        }

        return sum;
    }

    /// <summary>SplitMix64's finaliser over both.</summary>
    private static ulong Mix(ulong a, ulong b)
    {
        var z = a + 0x9E3779B97F4A7C15 * (b + 1);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Hash(string text) => Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037UL, (h, b) => (h ^ b) * 1099511628211UL);
}
