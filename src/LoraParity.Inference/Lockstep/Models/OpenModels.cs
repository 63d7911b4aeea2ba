using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Adapters;
using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Inference.Lockstep.Models;

/// <summary>All files of a request, opened and checked: every tensor that any variant needs is there and fits.</summary>
internal sealed class OpenModels : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private readonly Dictionary<string, (Model Model, CheckpointWeights Weights)> _checkpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fingerprints = new(StringComparer.Ordinal);
    private AdaptedModel _adapted = null!;

    private OpenModels()
    {
    }

    /// <summary>The base's layers.</summary>
    public Model Model { get; private set; } = null!;

    /// <summary>The base's weights.</summary>
    public CheckpointWeights Weights { get; private set; } = null!;

    /// <summary>The base's configuration.</summary>
    public ModelConfig Config { get; private set; } = null!;

    /// <summary>Elements of the base's weights.</summary>
    public long Parameters { get; private set; }

    /// <summary>Tokens in the vocabulary.</summary>
    public int VocabularySize => Config.VocabularySize;

    /// <summary>Tokens that end a text.</summary>
    public IReadOnlySet<int> EndTokens { get; private set; } = null!;

    /// <summary>SHA-256 of everything that was opened.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints => _fingerprints;

    /// <summary>The base with its adapters.</summary>
    public AdaptedModel Adapted => _adapted;

    /// <summary>Opens everything a request names.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="logger">Told what is worth knowing of adapters.</param>
    /// <exception cref="InputException">A file cannot be used.</exception>
    public static OpenModels Open(RunRequest request, ILogger logger)
    {
        var models = new OpenModels();
        try
        {
            models.OpenBase(request.BasePath);
            models.OpenAdapters(request.Adapters, logger);
            foreach (var source in request.Checkpoints.Where(source => request.Variants.Any(variant => variant.Checkpoint == source.Name)))
                models.OpenCheckpoint(source);
            MergeChecks.ThrowOnProblems(request, models.Model, models.Adapted.Adapters);
            return models;
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    /// <summary>A variant ready to run.</summary>
    public VariantModel Variant(Variant variant) => variant.Application switch
    {
        Application.None => new VariantModel(Model, new PlainWeights(Weights, variant.Compute)),
        Application.Attached => new VariantModel(Model, new AttachedWeights(_adapted, variant)),
        Application.Merged => new VariantModel(Model, new MergedWeights(_adapted, variant)),
        _ => FromCheckpoint(variant),
    };

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
    }

    private void OpenBase(string path)
    {
        var checkpoint = Add(Checkpoint.Open(path));
        Model = ModelFamilies.Build(checkpoint.Config);
        Weights = CheckpointWeights.Find(Model, checkpoint);
        Config = checkpoint.Config;
        Parameters = checkpoint.Tensors.Sum(tensor => tensor.Entry.Elements);
        EndTokens = checkpoint.EosTokenIds.ToHashSet();
        _fingerprints["base"] = Fingerprint.OfCheckpoint(path, checkpoint.WeightFiles);
        if (Fingerprint.OfTokenizer(path) is { } tokenizer)
            _fingerprints["tokenizer"] = tokenizer;
    }

    private void OpenAdapters(IReadOnlyList<AdapterSource> sources, ILogger logger)
    {
        var adapters = new List<AdapterWeights>();
        foreach (var source in sources)
        {
            var adapter = Add(AdapterFolder.Open(source, Model, Config.ModelType));
            foreach (var warning in adapter.Coverage.Warnings)
                logger.LogWarning("{Warning}", warning.Message);
            adapters.Add(adapter.Weights);
            _fingerprints[sources.Count == 1 ? "adapter" : $"adapter{adapters.Count}"] = Fingerprint.OfAdapter(source.Path);
        }

        _adapted = new AdaptedModel(Model, Weights, adapters);
    }

    private void OpenCheckpoint(CheckpointSource source)
    {
        var checkpoint = Add(Checkpoint.Open(source.Path));
        var model = ModelFamilies.Build(checkpoint.Config);
        if (model.Layers.Count != Model.Layers.Count || model.LogitsWidth != Model.LogitsWidth || model.HeadRows != Model.HeadRows)
        {
            throw new InputException(
                $"The checkpoint '{source.Path}' has {model.Layers.Count} layers and {model.LogitsWidth} logits, but the base has {Model.Layers.Count} and {Model.LogitsWidth}; it was made from another base.");
        }

        _checkpoints[source.Name] = (model, CheckpointWeights.Find(model, checkpoint));
        _fingerprints[$"checkpoint.{source.Name}"] = Fingerprint.OfCheckpoint(source.Path, checkpoint.WeightFiles);
    }

    private VariantModel FromCheckpoint(Variant variant)
    {
        if (!_checkpoints.TryGetValue(variant.Checkpoint!, out var checkpoint))
            throw new InputException($"The variant '{variant.Key}' names a checkpoint that is not among 'checkpoints'.");
        return new VariantModel(checkpoint.Model, new PlainWeights(checkpoint.Weights, variant.Compute));
    }

    private T Add<T>(T opened)
        where T : IDisposable
    {
        _open.Add(opened);
        return opened;
    }
}
