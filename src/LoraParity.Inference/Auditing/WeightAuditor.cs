using LoraParity.Diagnostics;
using LoraParity.Engines;
using LoraParity.Inference.Adapters.Deltas;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures.Families;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Inference.Merging;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Auditing;

/// <summary>Audits an adapter in one pass over the weights, without running the model.</summary>
public static class WeightAuditor
{
    /// <summary>Audits.</summary>
    /// <param name="options">What.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InputException">A file cannot be used, the adapter does not fit, or the checkpoint is of another base.</exception>
    public static AuditReport Run(AuditOptions options, Action<RunProgress>? progress, CancellationToken cancellationToken)
    {
        using var inputs = MergeInputs.Open(options.BasePath, [options.Adapter]);
        using var merged = options.MergedPath is null ? null : Checkpoint.Open(options.MergedPath);
        var stored = StoredIn(merged ?? inputs.Checkpoint);
        var tasks = Tasks(inputs, merged, stored);
        var measures = new AuditPass(tasks).Run(progress, cancellationToken);
        return AuditFindings.Report(inputs.Coverages[0], stored, tasks, measures, merged is null ? [] : MergeWay.All);
    }

    private static Precision StoredIn(Checkpoint checkpoint) => checkpoint.StoredDtype.ToPrecision()
        ?? throw new InputException($"The checkpoint '{checkpoint.Folder}' is stored as {checkpoint.StoredDtype.Name()}; weights must be F32, BF16 or F16.");

    private static List<AuditTask> Tasks(MergeInputs inputs, Checkpoint? merged, Precision stored)
    {
        var after = merged is null ? null : WeightsOf(inputs, merged);
        var ways = MergeWay.All.Select(way => After(inputs, way, stored)).ToList();
        var usual = After(inputs, new MergeWay(stored), stored);
        var intended = new IntendedDeltas(inputs.Adapted);
        var tasks = new List<AuditTask>();
        foreach (var module in inputs.Model.Modules)
        {
            foreach (var parameter in module.Parameters)
            {
                var delta = intended.Of(module, parameter);
                if (delta is null && after is null)
                    continue;
                var candidates = after is null ? [] : ways.ConvertAll(way => way.Recipe(module, parameter));
                var made = after?[parameter] ?? usual.Recipe(module, parameter);
                var before = inputs.Weights[parameter];
                tasks.Add(new AuditTask(NameOf(module, parameter, delta is not null), before.CastTo(stored), made, delta)
                {
                    Candidates = delta is null ? [.. candidates.Distinct()] : candidates,
                    Stored = after is null ? [before] : [before, made],
                });
            }
        }

        return tasks;
    }

    private static CheckpointWeights WeightsOf(MergeInputs inputs, Checkpoint merged)
    {
        var model = ModelFamilies.Build(merged.Config);
        if (!model.Modules.SelectMany(module => module.Parameters).SequenceEqual(inputs.Model.Modules.SelectMany(module => module.Parameters)))
            throw new InputException($"The checkpoint '{merged.Folder}' has other modules than the base '{inputs.Checkpoint.Folder}'; it was made from another base.");
        return CheckpointWeights.Find(model, merged);
    }

    private static VariantWeights After(MergeInputs inputs, MergeWay way, Precision stored) => way.Merge is { } merge
        ? new MergedWeights(inputs.Adapted, Variant.Merged(merge, stored, Precision.Fp32, way.Mode) with { AdapterDtype = way.AdapterDtype })
        : new PlainWeights(inputs.Weights, stored);

    private static string NameOf(Module module, Parameter parameter, bool isAdapted)
    {
        var name = isAdapted && parameter.Name == $"{module.Path}.weight" ? module.Path : parameter.Name;
        return parameter.Count > 1 ? $"{name}[{parameter.Index}]" : name;
    }
}
