using LoraParity.Engines;
using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Lockstep.Memory;
using LoraParity.Inference.Lockstep.Models;
using LoraParity.Matrix;

namespace LoraParity.Inference.Lockstep;

/// <summary>
/// Measures, module by module, what each merged variant and each checkpoint made of ΔW. Modules are shared out over threads; what
/// is read for one of them, and equal weights, are read and measured once.
/// </summary>
/// <param name="models">The base and its adapters.</param>
/// <param name="request">What is asked for.</param>
/// <param name="variants">Its variants, in its order.</param>
internal sealed class WeightMeter(OpenModels models, RunRequest request, IReadOnlyList<VariantModel> variants)
{
    private const int ElementsAtOnce = 1 << 16;

    private readonly IntendedDeltas _intended = new(models.Adapted);

    /// <summary>Measures all of them.</summary>
    /// <param name="sink">Receives the figures in the order of the model's modules and the request's variants.</param>
    /// <param name="cancellationToken">Checked before each block of rows.</param>
    public void Measure(ITraceSink sink, CancellationToken cancellationToken)
    {
        // Recipes are made here, on one thread; only reading is shared out.
        var jobs = models.Model.Modules.SelectMany(Jobs).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Engine.Threads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(jobs, options, job => job.Run(cancellationToken));
        }
        catch (AggregateException thrown) when (thrown.Input() is { } input)
        {
            throw input;
        }

        foreach (var job in jobs)
            job.Report(sink);
    }

    private IEnumerable<Job> Jobs(Module module)
    {
        foreach (var parameter in module.Parameters)
        {
            if (_intended.Of(module, parameter) is not { } delta)
                continue;
            var job = new Job(NameOf(module, parameter), delta);
            foreach (var (variant, i) in request.Variants.Select((variant, i) => (variant, i)))
            {
                if (variant.Application is Application.Merged or Application.Checkpoint)
                    job.Add(variant, models.Weights[parameter], variants[i].Weights.Recipe(module, parameter));
            }

            yield return job;
        }
    }

    private static string NameOf(Module module, Parameter parameter) => parameter.Count > 1 ? $"{parameter.Name}[{parameter.Index}]" : module.Path;

    /// <summary>One weight and all that variants made of it.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="delta">Reads rows of what was to be added.</param>
    private sealed class Job(string name, DeltaReader delta)
    {
        private readonly List<(string Variant, DeltaComparison Comparison)> _variants = [];
        private readonly Dictionary<(WeightRecipe Before, WeightRecipe After), DeltaComparison> _comparisons = [];

        public void Add(Variant variant, WeightRecipe stored, WeightRecipe after)
        {
            var key = (Unmerged(stored, variant, after), after);
            if (!_comparisons.TryGetValue(key, out var comparison))
                _comparisons.Add(key, comparison = new DeltaComparison());
            _variants.Add((variant.Key, comparison));
        }

        public void Run(CancellationToken cancellationToken)
        {
            if (_comparisons.Count == 0)
                return;
            var (outputs, inputs) = (_comparisons.First().Key.After.Outputs, _comparisons.First().Key.After.Inputs);
            var rows = Math.Clamp(ElementsAtOnce / inputs, 1, outputs);
            var (before, after, intended) = (new float[rows * inputs], new float[rows * inputs], new float[rows * inputs]);
            using var memo = DeltaMemo.Enter();
            for (var row = 0; row < outputs; row += rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(rows, outputs - row);
                delta(row, count, intended);
                Compare(row, count, before, after, intended.AsSpan(0, count * inputs));
            }

            PageReader.Release([.. _comparisons.Keys.SelectMany(pair => pair.Before.Tensors.Concat(pair.After.Tensors)).Distinct()]);
        }

        public void Report(ITraceSink sink)
        {
            foreach (var (variant, comparison) in _variants)
                sink.OnWeights(new WeightSurvival(variant, name, comparison.Unchanged, comparison.RelativeError, comparison.Cosine, comparison.Scale));
        }

        private void Compare(int first, int count, float[] before, float[] after, ReadOnlySpan<float> intended)
        {
            WeightRecipe? read = null;
            foreach (var (key, comparison) in _comparisons)
            {
                if (!key.Before.Equals(read))
                    key.Before.ReadRows(first, count, before);
                read = key.Before;
                key.After.ReadRows(first, count, after);
                comparison.Add(before, after, intended);
            }
        }

        /// <summary>The base's weight through the casts that the merged one took.</summary>
        private static WeightRecipe Unmerged(WeightRecipe stored, Variant variant, WeightRecipe after) =>
            variant.Application == Application.Merged
                ? stored.CastTo(variant.Merge!.Value).CastTo(variant.Save!.Value).CastTo(variant.Compute)
                : stored.CastTo(after.Precision);
    }
}
