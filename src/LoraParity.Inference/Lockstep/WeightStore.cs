using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Attached;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep;

/// <summary>
/// The weights that the backend holds at the moment, each distinct one once. What fits the capacity stays for the next walk;
/// the rest is laid out when a stage needs it and let go when no other variant of that stage does.
/// </summary>
/// <param name="backend">Where the weights live.</param>
/// <param name="capacity">Most bytes of weights that stay.</param>
internal sealed class WeightStore(ITensorBackend backend, long capacity) : IWeightAccess, IDisposable
{
    private readonly Dictionary<WeightRecipe, WeightMatrix> _resident = [];
    private readonly Dictionary<WeightRecipe, WeightMatrix> _passing = [];
    private readonly Dictionary<VectorNeed, Tensor> _vectors = [];
    private long _residentBytes;

    /// <summary>Bytes of the matrices that are held.</summary>
    public long Bytes => _residentBytes + _passing.Values.Sum(matrix => matrix.Bytes);

    /// <summary>Lays out what a stage needs and the store does not hold. Not to be called inside a scope of the backend.</summary>
    public void Load(StageWeights stage, CancellationToken cancellationToken)
    {
        foreach (var recipe in stage.Matrices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_resident.ContainsKey(recipe) && !_passing.ContainsKey(recipe))
                Add(recipe, Derive(recipe));
        }

        foreach (var need in stage.Vectors)
        {
            if (!_vectors.ContainsKey(need))
                _vectors.Add(need, backend.Create(need.Recipe.ReadAll(), 1, need.Recipe.Inputs, need.Precision));
        }
    }

    /// <summary>Lets go what does not stay and none of the given stages needs.</summary>
    public void Release(IEnumerable<StageWeights> stillNeeded)
    {
        if (_passing.Count == 0)
            return;
        var needed = stillNeeded.SelectMany(stage => stage.Matrices).ToHashSet();
        foreach (var (recipe, matrix) in _passing.Where(held => !needed.Contains(held.Key)).ToList())
        {
            matrix.Dispose();
            _passing.Remove(recipe);
        }
    }

    /// <inheritdoc />
    public WeightMatrix Matrix(WeightRecipe recipe) => _resident.GetValueOrDefault(recipe) ?? _passing[recipe];

    /// <inheritdoc />
    public Tensor Vector(WeightRecipe recipe, Precision precision) => _vectors[new VectorNeed(recipe, precision)];

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var matrix in _resident.Values.Concat(_passing.Values))
            matrix.Dispose();
        foreach (var vector in _vectors.Values)
            vector.Dispose();
        _resident.Clear();
        _passing.Clear();
        _vectors.Clear();
    }

    private void Add(WeightRecipe recipe, WeightMatrix matrix)
    {
        if (_residentBytes + matrix.Bytes > capacity)
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
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } input)
        {
            throw new InputException(input.Diagnostics);
        }
    }
}
