using LoraParity.Diagnostics;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>What can go wrong while a weight is derived.</summary>
internal static class MergeErrors
{
    /// <summary>A safe merge found NaN or infinity, where PEFT says <c>NaNs detected in the merged weights</c>.</summary>
    public static InputException NotFinite(string adapter) =>
        new($"NaNs detected in the merged weights: the adapter '{adapter}' seems to be broken; train or export it again, or use 'mode: plain' to see where they lead.");

    /// <summary>Whether a value is NaN or infinite.</summary>
    public static bool ContainsNonFinite(this Span<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                return true;
        }

        return false;
    }
}
