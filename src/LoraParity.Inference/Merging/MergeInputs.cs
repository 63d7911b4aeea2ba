using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters;
using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Checkpoints;
using LoraParity.Plans;

namespace LoraParity.Inference.Merging;

/// <summary>A base and its adapters, opened and laid against each other.</summary>
internal sealed class MergeInputs : IDisposable
{
    private readonly List<AdapterFolder> _adapters = [];

    private MergeInputs(Checkpoint checkpoint) => Checkpoint = checkpoint;

    /// <summary>The base's files.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The base's layers.</summary>
    public Model Model { get; private set; } = null!;

    /// <summary>The base's weights.</summary>
    public CheckpointWeights Weights { get; private set; } = null!;

    /// <summary>The base with its adapters.</summary>
    public AdaptedModel Adapted { get; private set; } = null!;

    /// <summary>What is worth knowing of the adapters.</summary>
    public IEnumerable<string> Warnings => _adapters.SelectMany(adapter => adapter.Coverage.Warnings).Select(warning => warning.Message);

    /// <summary>How each adapter meets the base.</summary>
    public IReadOnlyList<AdapterCoverage> Coverages => [.. _adapters.Select(adapter => adapter.Coverage)];

    /// <summary>Opens everything.</summary>
    /// <exception cref="InputException">A file cannot be used, or an adapter does not fit the base.</exception>
    public static MergeInputs Open(string basePath, IReadOnlyList<AdapterSource> adapters)
    {
        var inputs = new MergeInputs(Checkpoint.Open(basePath));
        try
        {
            inputs.Lay(adapters);
            return inputs;
        }
        catch
        {
            inputs.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _adapters.ForEach(adapter => adapter.Dispose());
        Checkpoint.Dispose();
    }

    private void Lay(IReadOnlyList<AdapterSource> adapters)
    {
        Model = ModelFamilies.Build(Checkpoint.Config);
        Weights = CheckpointWeights.Find(Model, Checkpoint);
        foreach (var source in adapters)
            _adapters.Add(AdapterFolder.Open(source, Model, Checkpoint.Config.ModelType));
        Adapted = new AdaptedModel(Model, Weights, [.. _adapters.Select(adapter => adapter.Weights)]);
    }
}
