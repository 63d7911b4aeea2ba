using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>Compares the shapes of an adapter's tensors with those that the base and the config ask for.</summary>
internal static class AdapterShapes
{
    /// <summary>What does not fit, as a part of a sentence; null where everything does.</summary>
    /// <param name="target">The base's module or parameter.</param>
    /// <param name="tensors">The file's tensors; A and B are there.</param>
    /// <param name="rank">The rank that the config gives the target.</param>
    public static string? Misfit(AdapterTarget target, AdapterModule tensors, int rank)
    {
        if (tensors.IsEmbedding != (target.Module.Kind == ModuleKind.Embedding && target.Parameter is null))
            return $"'{target.Name}' has LoRA of {Kind(tensors.IsEmbedding)} but is {Kind(!tensors.IsEmbedding)}";
        var (outputs, inputs, experts) = target.Size;
        return Misfit(target, "A", tensors.A, [rank * experts, inputs])
            ?? Misfit(target, "B", tensors.B, [outputs, rank * experts])
            ?? Misfit(target, "a bias of B", tensors.BBias, [outputs])
            ?? Misfit(target, "a magnitude", tensors.Magnitude, [outputs]);
    }

    /// <summary>A shape as messages show it.</summary>
    public static string Show(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";

    private static string? Misfit(AdapterTarget target, string part, AdapterTensor? tensor, IReadOnlyList<long> expected) =>
        tensor is null || tensor.Shape.SequenceEqual(expected)
            ? null
            : $"'{target.Name}' has {part} {Show(tensor.Shape)} where {Show(expected)} is needed";

    private static string Kind(bool isEmbedding) => isEmbedding ? "an embedding" : "a linear layer";
}
