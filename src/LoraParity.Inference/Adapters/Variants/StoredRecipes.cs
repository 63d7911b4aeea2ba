using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>An adapter's tensors as recipes.</summary>
internal static class StoredRecipes
{
    /// <summary>A two-dimensional tensor as it is.</summary>
    public static WeightRecipe Matrix(CheckpointTensor tensor) =>
        new StoredWeight(tensor, ParameterLayout.Matrix, (int)tensor.Entry.Shape[0], (int)tensor.Entry.Shape[1], 0);

    /// <summary>A two-dimensional tensor transposed.</summary>
    public static WeightRecipe Transposed(CheckpointTensor tensor) =>
        new StoredWeight(tensor, ParameterLayout.Transposed, (int)tensor.Entry.Shape[1], (int)tensor.Entry.Shape[0], 0);

    /// <summary>A tensor as one row.</summary>
    public static WeightRecipe Row(CheckpointTensor tensor) =>
        new StoredWeight(tensor, ParameterLayout.Vector, 1, checked((int)tensor.Entry.Elements), 0);

    /// <summary>The stored A of an embedding as [vocabulary, rank].</summary>
    public static WeightRecipe EmbeddingA(this LoraModule lora, Precision precision) => Transposed(lora.A).CastTo(precision);

    /// <summary>The stored B of an embedding as [rank, features].</summary>
    public static WeightRecipe EmbeddingB(this LoraModule lora, Precision precision) => Transposed(lora.B).CastTo(precision);

    /// <summary>A of one expert, whose ranks lie one after the other, [rank, inputs]; A itself where there are no experts.</summary>
    public static WeightRecipe ExpertA(this LoraModule lora, Parameter weight, Precision precision)
    {
        var all = Matrix(lora.A).CastTo(precision);
        var rank = all.Outputs / weight.Count;
        return weight.Count == 1 ? all : new RowRange(all, weight.Index * rank, rank);
    }

    /// <summary>B of one expert, whose ranks lie interleaved, [outputs, rank]; B itself where there are no experts.</summary>
    public static WeightRecipe ExpertB(this LoraModule lora, Parameter weight, Precision precision)
    {
        var all = Matrix(lora.B).CastTo(precision);
        return weight.Count == 1 ? all : new StridedColumns(all, weight.Index, weight.Count);
    }
}
