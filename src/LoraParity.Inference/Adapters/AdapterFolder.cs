using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Checkpoints;
using LoraParity.Plans;

namespace LoraParity.Inference.Adapters;

/// <summary>An adapter opened and laid against a model's modules: what it brings, ready to be attached or merged.</summary>
internal sealed class AdapterFolder : IDisposable
{
    private readonly Adapter _adapter;

    private AdapterFolder(Adapter adapter, AdapterCoverage coverage, AdapterWeights weights)
    {
        _adapter = adapter;
        Coverage = coverage;
        Weights = weights;
    }

    /// <summary>What the adapter brings.</summary>
    public AdapterWeights Weights { get; }

    /// <summary>How it meets the base; without errors.</summary>
    public AdapterCoverage Coverage { get; }

    /// <summary>Opens an adapter.</summary>
    /// <param name="source">Its folder and weight.</param>
    /// <param name="model">The base's modules.</param>
    /// <param name="modelType">The base's <c>model_type</c>.</param>
    /// <exception cref="InputException">The adapter is malformed, or does not fit the base in every part.</exception>
    public static AdapterFolder Open(AdapterSource source, Model model, string modelType)
    {
        var adapter = Adapter.Open(source.Path);
        try
        {
            var coverage = AdapterCoverage.Check(adapter, model.Describe(), modelType).EnsureUsable();
            return new AdapterFolder(adapter, coverage, WeightsOf(coverage, source));
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _adapter.Dispose();

    private static AdapterWeights WeightsOf(AdapterCoverage coverage, AdapterSource source) => new(source.Path)
    {
        Modules = Loras(coverage.Modules.Where(module => module.Parameter is null), source.Weight),
        Parameters = Loras(coverage.Modules.Where(module => module.Parameter is not null), source.Weight),
        Saved = coverage.Replaced.Where(parameter => parameter.IsSavedModule).ToDictionary(parameter => parameter.Name, parameter => Tensor(parameter.Tensor)),
        Replaced = coverage.Replaced.Where(parameter => !parameter.IsSavedModule).ToDictionary(parameter => parameter.Name, parameter => Tensor(parameter.Tensor)),
        Tokens = coverage.Tokens.ToDictionary(tokens => tokens.Module.Path, tokens => new TokenReplacement(new TokenRows(tokens.Tokens), Tensor(tokens.Rows))),
    };

    private static Dictionary<string, LoraModule> Loras(IEnumerable<AdaptedModule> modules, float weight) =>
        modules.ToDictionary(module => module.Name, module => new LoraModule(Tensor(module.A), Tensor(module.B), weight * module.Scaling)
        {
            Bias = module.Tensors.BBias is { } bias ? Tensor(bias) : null,
            Magnitude = module.Tensors.Magnitude is { } magnitude ? Tensor(magnitude) : null,
        });

    private static CheckpointTensor Tensor(AdapterTensor tensor) => new(tensor.File, tensor.Entry);
}
