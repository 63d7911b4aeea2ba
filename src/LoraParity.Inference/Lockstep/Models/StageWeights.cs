using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors.Cpu.Tiles;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep.Models;

/// <summary>
/// All that one stage of one variant computes with. Variants with equal stage weights and equal input have equal output:
/// the ground for sharing work.
/// </summary>
internal sealed class StageWeights : IEquatable<StageWeights>
{
    private readonly Model _model;
    private readonly Precision _compute;
    private readonly List<object> _parts = [];
    private readonly List<WeightRecipe> _matrices = [];
    private readonly List<VectorNeed> _vectors = [];

    private StageWeights(Model model, Precision compute) => (_model, _compute) = (model, compute);

    /// <summary>The matrices to lay out.</summary>
    public IReadOnlyList<WeightRecipe> Matrices => _matrices;

    /// <summary>The vectors to lay out.</summary>
    public IReadOnlyList<VectorNeed> Vectors => _vectors;

    /// <summary>Bytes of all matrices.</summary>
    public long Bytes => _matrices.Distinct().Sum(recipe => (long)recipe.Outputs * recipe.Inputs * recipe.Precision.Bytes());

    /// <summary>Bytes of a matrix as backends lay it out, in panels of outputs.</summary>
    public static long BytesOf(WeightRecipe recipe) =>
        (recipe.Outputs + TileSet.PanelWidth - 1) / TileSet.PanelWidth * (long)TileSet.PanelWidth * recipe.Inputs * recipe.Precision.Bytes();

    /// <summary>Collects what the modules of a stage need.</summary>
    public static StageWeights Of(VariantModel variant, IReadOnlyList<Module> modules)
    {
        var stage = new StageWeights(variant.Model, variant.Weights.Compute);
        foreach (var module in modules)
            stage.Add(variant, module);
        return stage;
    }

    /// <inheritdoc />
    public bool Equals(StageWeights? other) =>
        other is not null && ReferenceEquals(_model, other._model) && _compute == other._compute && _parts.SequenceEqual(other._parts);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StageWeights);

    /// <inheritdoc />
    public override int GetHashCode() => _parts.Aggregate(_compute.GetHashCode(), HashCode.Combine);

    private void Add(VariantModel variant, Module module)
    {
        foreach (var parameter in module.Parameters)
        {
            var recipe = variant.Weights.Recipe(module, parameter);
            _parts.Add(recipe);
            if (parameter.Layout == ParameterLayout.Vector)
                _vectors.Add(new VectorNeed(recipe, _compute));
            else if (module is not EmbeddingModule)
                _matrices.Add(recipe);
        }

        foreach (var branch in variant.Weights.Branches(module))
            Add(branch);
    }

    private void Add(IBranch branch)
    {
        _parts.Add(branch);
        _matrices.AddRange(branch.Matrices);
        _vectors.AddRange(branch.Vectors);
    }
}
