using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.Cli.Rendering;

/// <summary>How cases are called, here and in test runs.</summary>
internal static class CaseNames
{
    /// <summary>For example <c>driftball › merged.bf16.bf16.bf16 › players</c>.</summary>
    public static string Of(ParityPlan plan, Variant variant, Prompt prompt) => $"{plan.Name} › {variant.Key} › {prompt.Id}";
}
