using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Lockstep.Models;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>Bounds on what a run holds in memory, from the shapes of what it computes.</summary>
internal sealed class MemoryNeeds
{
    /// <summary>Buffers are up to a quarter larger than what they hold.</summary>
    private const double Rounding = 1.25;

    private const long ScratchOfThread = 4 << 20;
    private const int StatesBesideProducts = 8;
    private const int CopiesOfProduct = 3;

    private readonly RunDimensions _size;
    private readonly int _groups;
    private readonly long _widest;

    /// <param name="plan">Which variants share which stages.</param>
    /// <param name="variants">All variants.</param>
    /// <param name="size">Sequences and states.</param>
    /// <param name="decoding">How many different models decode.</param>
    public MemoryNeeds(SharingPlan plan, IReadOnlyList<VariantModel> variants, RunDimensions size, int decoding)
    {
        _size = size;
        var last = variants[0].Stages - 1;
        var stages = Enumerable.Range(0, last + 1).Select(stage => plan.Groups(stage).Select(group => group.Variant.Stage(stage)).ToList()).ToList();
        _groups = stages.Max(groups => groups.Count);
        _widest = stages.SkipLast(1).SelectMany(groups => groups).Max(Products);
        var head = Bytes(stages[last].SelectMany(stage => stage.Matrices));
        var largest = stages.SkipLast(1).SelectMany(groups => groups).Max(stage => Bytes(stage.Matrices));
        Weights = Math.Max(head, largest);
        SharedWeights = Math.Max(0, stages.SkipLast(1).Max(groups => Bytes(groups.SelectMany(stage => stage.Matrices))) - Weights);
        Pages = stages.Max(groups => groups.SelectMany(stage => stage.Matrices).SelectMany(recipe => recipe.Tensors).Distinct().Sum(tensor => tensor.Entry.Length));
        Caches = Floats(size.CachedPositions * 2 * size.KeyValueFeatures) * (last - 1) * decoding;
    }

    /// <summary>Rows of the longest sequence, which is never cut.</summary>
    public int Longest => _size.Longest;

    /// <summary>Weights of one variant's largest stage; of the head those of all variants.</summary>
    public long Weights { get; }

    /// <summary>What the weights of all variants of one stage take beyond that.</summary>
    public long SharedWeights { get; }

    /// <summary>The stored tensors of the largest stage.</summary>
    public long Pages { get; }

    /// <summary>Keys and values of all that decode.</summary>
    public long Caches { get; }

    /// <summary>The least that a run holds at once.</summary>
    public long Least => Weights + Pages + Caches + States + Activations(Longest) + Logits(1) + (ScratchOfThread * (_size.Threads + 1));

    /// <summary>Hidden states: each group's, and the next ones of the group at work.</summary>
    private long States => Floats(_size.Rows * _size.Hidden) * (_groups + 1);

    /// <summary>What one stage of one variant holds until it ends.</summary>
    public long Activations(int rows) => Floats(rows * (_widest + (StatesBesideProducts * _size.Hidden) + (4L * _size.KeyValueFeatures)));

    /// <summary>Logits of all groups, and the head's work on those of one.</summary>
    public long Logits(int rows) => Floats((long)rows * ((_size.LogitsWidth * (_groups + 2L)) + (CopiesOfProduct * _size.Hidden)));

    private static long Floats(long count) => (long)(count * sizeof(float) * Rounding);

    private static long Bytes(IEnumerable<WeightRecipe> recipes) => recipes.Distinct().Sum(StageWeights.BytesOf);

    /// <summary>Elements that one row's linear layers read and make.</summary>
    private static long Products(StageWeights stage) =>
        stage.Matrices.Sum(recipe => ((long)CopiesOfProduct * recipe.Outputs) + recipe.Inputs);
}
