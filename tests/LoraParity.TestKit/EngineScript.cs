using LoraParity.Engines;
using LoraParity.Matrix;

namespace LoraParity.TestKit;

/// <summary>What a <see cref="ScriptedEngine"/> plays: made-up logits that depend on nothing but this and the request.</summary>
public sealed record EngineScript
{
    /// <summary>Vocabulary size, or number of labels.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Decoder layers; 0 yields no hidden states.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>What a row stands for.</summary>
    public OutputKind Output { get; init; }

    /// <summary>Rows of one block of logits.</summary>
    public int BlockRows { get; init; } = 5;

    /// <summary>The token that ends decoding; −1 for none.</summary>
    public int EndToken { get; init; } = -1;

    /// <summary>RMS of what a variant's weights add to the reference's logits, whatever it computes in.</summary>
    public Func<Variant, double> MergeLoss { get; init; } = DefaultMergeLoss;

    /// <summary>RMS of what a variant's arithmetic adds.</summary>
    public Func<Variant, double> ComputeNoise { get; init; } = DefaultComputeNoise;

    /// <summary>Changes a finished row: variant, index of the prompt, position, row. Variants with an equal row beforehand may share it, so key on the variant only together with its drift.</summary>
    public Action<Variant, int, int, float[]>? Edit { get; init; }

    /// <summary>SHA-256 of files, by name.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints { get; init; } = new Dictionary<string, string>
    {
        ["adapter"] = new('a', 64),
        ["base"] = new('b', 64),
        ["tokenizer"] = new('c', 64),
    };

    /// <summary>The family of machines.</summary>
    public string DeviceFamily { get; init; } = "cpu";

    /// <summary>Whether the base has a tokenizer.</summary>
    public bool HasTokenizer { get; init; } = true;

    /// <summary>
    /// Whether the engine tells its layout beforehand, so that a cache can be used; then rows depend on a prompt's tokens instead of
    /// its place in the request.
    /// </summary>
    public bool Describes { get; init; }

    /// <summary>Elements of the base's weights, where the engine tells.</summary>
    public long? Parameters { get; init; }

    /// <summary>Why no machine can run this, or null.</summary>
    public string? Unavailable { get; init; }

    /// <summary>The one device that cannot run then; null for all.</summary>
    public string? UnavailableDevice { get; init; }

    /// <summary>Thrown in the middle of the run, after the first prompt.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Merging into bf16 costs 5e-3, into fp16 6e-4, into fp32 1e-6; the base alone is 1 away.</summary>
    public static double DefaultMergeLoss(Variant variant) => variant.Application switch
    {
        Application.None => 1,
        Application.Attached => 0,
        Application.Checkpoint => OfSave(Precision.Bf16),
        _ => Math.Max(OfSave(variant.Merge!.Value), OfSave(variant.Save!.Value)),
    };

    /// <summary>bf16 arithmetic costs 2e-2, fp16 3e-3, fp32 nothing.</summary>
    public static double DefaultComputeNoise(Variant variant) => variant.Compute switch
    {
        Precision.Bf16 => 2e-2,
        Precision.Fp16 => 3e-3,
        _ => 0,
    };

    private static double OfSave(Precision precision) => precision switch
    {
        Precision.Bf16 => 5e-3,
        Precision.Fp16 => 6e-4,
        _ => 1e-6,
    };
}
