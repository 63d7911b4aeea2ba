using System.Numerics;
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
        var largest = new Vector<float>(float.MaxValue);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (!Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(values[i..])), largest))
                return true;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return true;
        }

        return false;
    }
}
