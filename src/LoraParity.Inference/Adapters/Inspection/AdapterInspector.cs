using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Coverage;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Targeting;

namespace LoraParity.Inference.Adapters.Inspection;

/// <summary>Collects what can be told of an adapter without its base.</summary>
internal sealed class AdapterInspector(string folder)
{
    private readonly ProblemList _problems = new();

    /// <summary>Inspects the folder.</summary>
    public AdapterInspection Inspect()
    {
        var config = Try(() => PeftConfig.Read(Path.Combine(folder, PeftConfig.FileName)));
        _problems.Error(config?.Problems ?? []);
        using var weights = Try(() => AdapterFile.Open(folder));
        var modules = weights is null ? [] : Try(() => Describe(config, weights)) ?? [];
        var content = weights is null ? null : AdapterContent.Read(weights);
        if (weights is not null)
            CheckWeights(config, weights, content!);
        return new AdapterInspection
        {
            PeftType = config?.PeftType,
            Config = config,
            Dtypes = weights?.Dtypes ?? new Dictionary<Safetensors.SafetensorsDtype, int>(),
            IsNoOp = content?.IsNoOp,
            Modules = modules,
            Problems = [.. _problems.Errors.Concat(_problems.Warnings).Select(problem => problem.Message)],
            IsReadable = config is not null && weights is not null,
        };
    }

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException exception)
        {
            _problems.Error(exception.Diagnostics);
            return null;
        }
    }

    private static List<InspectedModule> Describe(PeftConfig? config, AdapterFile weights)
    {
        if (config is not { PeftType: PeftConfig.Lora })
            return [.. weights.Modules.Select(module => new InspectedModule(NameOf(module), module.Rank, null))];
        var targeting = new BaselessTargeting(config);
        return [.. weights.Modules.Select(module => Describe(module, targeting))];
    }

    private static InspectedModule Describe(AdapterModule module, BaselessTargeting targeting) =>
        targeting.Find(module) is { } found
            ? new InspectedModule(NameOf(module), found.Rank, found.Scaling)
            : new InspectedModule(NameOf(module), module.Rank, null);

    private static string NameOf(AdapterModule module) =>
        module.Path + string.Concat(Enumerable.Repeat(".base_layer", module.Nesting));

    private void CheckWeights(PeftConfig? config, AdapterFile weights, AdapterContent content)
    {
        if (config is { PeftType: PeftConfig.Lora })
            Try(() => new BaselessChecks(config, weights, _problems).Check());
        _problems.Error(AdapterFindings.Of(weights, content));
    }
}
