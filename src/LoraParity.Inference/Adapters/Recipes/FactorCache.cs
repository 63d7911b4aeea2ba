namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// Adapters' factors as fp32, kept while they are used and let go, the longest unused first, when they exceed a bound: an adapter of
/// high rank on a large model would otherwise take more memory than a layer. Safe to use from several threads.
/// </summary>
/// <param name="capacity">Most bytes to keep; what is in use is always kept.</param>
internal sealed class FactorCache(long capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WeightRecipe, LinkedListNode<(WeightRecipe Recipe, float[] Values)>> _byRecipe = [];
    private readonly LinkedList<(WeightRecipe Recipe, float[] Values)> _byUse = [];
    private long _bytes;

    /// <summary>All values of a factor.</summary>
    public float[] Read(WeightRecipe recipe)
    {
        lock (_lock)
        {
            if (_byRecipe.TryGetValue(recipe, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddLast(known);
                return known.Value.Values;
            }

            var values = recipe.ReadAll();
            _byRecipe.Add(recipe, _byUse.AddLast((recipe, values)));
            _bytes += (long)values.Length * sizeof(float);
            Shrink();
            return values;
        }
    }

    private void Shrink()
    {
        while (_bytes > capacity && _byUse.Count > 1)
        {
            var (recipe, values) = _byUse.First!.Value;
            _byUse.RemoveFirst();
            _byRecipe.Remove(recipe);
            _bytes -= (long)values.Length * sizeof(float);
        }
    }
}
