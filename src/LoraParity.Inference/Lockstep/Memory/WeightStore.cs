using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>
/// The weights that the backend holds at the moment, each distinct one once. While it keeps, what fits stays for the next walk;
/// the rest is laid out when a stage needs it and let go when no other variant of that stage does.
/// </summary>
/// <param name="backend">Where the weights live.</param>
/// <param name="limits">How much may stay.</param>
/// <param name="clock">Told of the time that reading and deriving take.</param>
internal sealed class WeightStore(ITensorBackend backend, StoreLimits limits, StageClock? clock) : IWeightAccess, IDisposable
{
    private readonly Dictionary<WeightRecipe, WeightMatrix> _resident = [];
    private readonly Dictionary<WeightRecipe, WeightMatrix> _passing = [];
    private readonly Dictionary<VectorNeed, Tensor> _vectors = [];
    private readonly PageReader _pages = new(limits.ReadsAhead);
    private long _residentBytes;

    /// <summary>Bytes of the matrices that are held.</summary>
    public long Bytes => _residentBytes + _passing.Values.Sum(matrix => matrix.Bytes);

    /// <summary>Whether another walk follows, for which weights stay as far as they fit.</summary>
    public bool Keeps { get; set; }

    /// <summary>Begins a stage: waits for its files, and lets those of the stage after it be read meanwhile.</summary>
    /// <param name="next">What the stage after it needs; empty where none follows.</param>
    public void Begin(IEnumerable<StageWeights> next)
    {
        Aside("read", _pages.Wait);
        _pages.Begin(Tensors(next));
    }

    /// <summary>Lays out what a stage needs and the store does not hold. Not to be called inside a scope of the backend.</summary>
    public void Load(StageWeights stage, CancellationToken cancellationToken) => Aside("derive", () =>
    {
        foreach (var recipe in stage.Matrices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Holds(recipe))
                Add(recipe, Derive(recipe));
        }

        foreach (var need in stage.Vectors)
        {
            if (!_vectors.ContainsKey(need))
                _vectors.Add(need, backend.Create(need.Recipe.ReadAll(), 1, need.Recipe.Inputs, need.Precision));
        }
    });

    /// <summary>Lets go what does not stay and none of the given stages needs, or what there is no room for until then.</summary>
    public void Release(IEnumerable<StageWeights> stillNeeded)
    {
        if (_passing.Count == 0)
            return;
        var needed = stillNeeded.SelectMany(stage => stage.Matrices).ToHashSet();
        var bytes = _passing.Values.Sum(matrix => matrix.Bytes);
        foreach (var (recipe, matrix) in _passing.ToList())
        {
            if (needed.Contains(recipe) && bytes <= limits.SharedBytes)
                continue;
            bytes -= matrix.Bytes;
            matrix.Dispose();
            _passing.Remove(recipe);
        }
    }

    /// <summary>Ends a stage: the pages of its files, and weights that are not kept for another walk, are given back.</summary>
    public void End(IEnumerable<StageWeights> stages)
    {
        var ended = stages.ToList();
        PageReader.Release(Tensors(ended, all: true));
        if (Keeps)
            return;
        foreach (var recipe in ended.SelectMany(stage => stage.Matrices))
        {
            if (!_resident.Remove(recipe, out var matrix))
                continue;
            _residentBytes -= matrix.Bytes;
            matrix.Dispose();
        }

        foreach (var need in ended.SelectMany(stage => stage.Vectors))
        {
            if (_vectors.Remove(need, out var vector))
                vector.Dispose();
        }
    }

    /// <inheritdoc />
    public WeightMatrix Matrix(WeightRecipe recipe) => _resident.GetValueOrDefault(recipe) ?? _passing[recipe];

    /// <inheritdoc />
    public Tensor Vector(WeightRecipe recipe, Precision precision) => _vectors[new VectorNeed(recipe, precision)];

    /// <inheritdoc />
    public void Dispose()
    {
        _pages.Wait();
        foreach (var matrix in _resident.Values.Concat(_passing.Values))
            matrix.Dispose();
        foreach (var vector in _vectors.Values)
            vector.Dispose();
        _resident.Clear();
        _passing.Clear();
        _vectors.Clear();
    }

    private void Aside(string name, Action work)
    {
        if (clock is null)
            work();
        else
            clock.Aside(name, work);
    }

    private bool Holds(WeightRecipe recipe) => _resident.ContainsKey(recipe) || _passing.ContainsKey(recipe);

    private HashSet<CheckpointTensor> Tensors(IEnumerable<StageWeights> stages, bool all = false) =>
        [.. stages.SelectMany(stage => stage.Matrices).Where(recipe => all || !Holds(recipe)).SelectMany(recipe => recipe.Tensors)];

    private void Add(WeightRecipe recipe, WeightMatrix matrix)
    {
        if (!Keeps || _residentBytes + matrix.Bytes > limits.ResidentBytes)
        {
            _passing.Add(recipe, matrix);
            return;
        }

        _resident.Add(recipe, matrix);
        _residentBytes += matrix.Bytes;
    }

    /// <summary>A backend may read a recipe from several threads; what a recipe finds wrong is said as it was thrown.</summary>
    private WeightMatrix Derive(WeightRecipe recipe)
    {
        try
        {
            return backend.CreateWeight(recipe);
        }
        catch (AggregateException thrown) when (thrown.Input() is { } input)
        {
            throw input;
        }
    }
}
