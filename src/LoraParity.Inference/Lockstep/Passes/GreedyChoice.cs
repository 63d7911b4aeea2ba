namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>Greedy decoding's choice.</summary>
internal static class GreedyChoice
{
    /// <summary>The lowest index of the largest logit; a NaN counts as larger than any number, as PyTorch's argmax has it.</summary>
    public static int Of(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length && !float.IsNaN(logits[best]); i++)
        {
            if (logits[i] > logits[best] || float.IsNaN(logits[i]))
                best = i;
        }

        return best;
    }
}
