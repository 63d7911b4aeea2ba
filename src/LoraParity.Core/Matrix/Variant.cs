namespace LoraParity.Matrix;

/// <summary>One point of the matrix: how the adapter is applied and which dtypes are used on the way.</summary>
public sealed record Variant
{
    /// <summary>How the adapter meets the base.</summary>
    public required Application Application { get; init; }

    /// <summary>What inference runs in.</summary>
    public required Precision Compute { get; init; }

    /// <summary>Where W + ΔW is formed. Set for <see cref="Application.Merged"/> only.</summary>
    public Precision? Merge { get; init; }

    /// <summary>What the merged checkpoint is stored in. Set for <see cref="Application.Merged"/> only.</summary>
    public Precision? Save { get; init; }

    /// <summary>The name of the checkpoint. Set for <see cref="Application.Checkpoint"/> only.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>How ΔW is added. Not part of <see cref="Key"/>: one spec has one mode.</summary>
    public MergeMode Mode { get; init; }

    /// <summary>Dtype of the adapter's weights in memory. Not part of <see cref="Key"/>: one spec has one.</summary>
    public AdapterPrecision AdapterDtype { get; init; }

    /// <summary>
    /// The variant's name everywhere: <c>none.bf16</c>, <c>attached.fp32</c>, <c>merged.bf16.bf16.fp16</c>
    /// (merge, save, compute), <c>checkpoint.shipped.bf16</c>.
    /// </summary>
    public string Key => Application switch
    {
        Application.None => $"none.{Compute.Name()}",
        Application.Attached => $"attached.{Compute.Name()}",
        Application.Merged => $"merged.{Merge!.Value.Name()}.{Save!.Value.Name()}.{Compute.Name()}",
        _ => $"checkpoint.{Checkpoint}.{Compute.Name()}",
    };

    /// <summary>The base model alone.</summary>
    public static Variant None(Precision compute) => new() { Application = Application.None, Compute = compute };

    /// <summary>The adapter attached.</summary>
    public static Variant Attached(Precision compute, AdapterPrecision adapterDtype = AdapterPrecision.Fp32) =>
        new() { Application = Application.Attached, Compute = compute, AdapterDtype = adapterDtype };

    /// <summary>The adapter merged in one dtype, saved in a second, run in a third.</summary>
    public static Variant Merged(Precision merge, Precision save, Precision compute, MergeMode mode = MergeMode.Plain) =>
        new() { Application = Application.Merged, Merge = merge, Save = save, Compute = compute, Mode = mode };

    /// <summary>A merged model made elsewhere.</summary>
    public static Variant FromCheckpoint(string name, Precision compute) =>
        new() { Application = Application.Checkpoint, Checkpoint = name, Compute = compute };

    /// <summary>Reads a variant key; merge mode and adapter dtype stay at their defaults.</summary>
    /// <param name="key">For example <c>merged.bf16.bf16.fp16</c>.</param>
    /// <param name="variant">The variant, where the key is well formed.</param>
    public static bool TryParse(string key, out Variant? variant)
    {
        var parts = key.Split('.');
        variant = null;
        if (parts.Length < 2 || !PrecisionNames.TryParse(parts[^1], out var compute))
            return false;

        variant = (parts[0], parts.Length) switch
        {
            ("none", 2) => None(compute),
            ("attached", 2) => Attached(compute),
            ("merged", 4) when PrecisionNames.TryParse(parts[1], out var merge) && PrecisionNames.TryParse(parts[2], out var save) =>
                Merged(merge, save, compute),
            ("checkpoint", > 2) => FromCheckpoint(string.Join('.', parts[1..^1]), compute),
            _ => null,
        };
        return variant is not null;
    }

    /// <inheritdoc />
    public override string ToString() => Key;
}
