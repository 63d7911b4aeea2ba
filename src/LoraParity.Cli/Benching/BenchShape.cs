using LoraParity.Diagnostics;

namespace LoraParity.Cli.Benching;

/// <summary>The shape of a public model, without its weights.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="ModelType">config.json's <c>model_type</c>: llama or qwen2.</param>
/// <param name="Hidden">Features of a hidden state.</param>
/// <param name="Intermediate">Features inside an MLP.</param>
/// <param name="Layers">Decoder layers.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads.</param>
/// <param name="Vocabulary">Tokens.</param>
internal sealed record BenchShape(
    string Name, string ModelType, int Hidden, int Intermediate, int Layers, int Heads, int KeyValueHeads, int Vocabulary)
{
    /// <summary>All shapes, the smallest first.</summary>
    public static IReadOnlyList<BenchShape> All { get; } =
    [
        new("tiny", "llama", 64, 176, 2, 4, 2, 512),
        new("smollm2-135m", "llama", 576, 1536, 30, 9, 3, 49152) { IsTied = true, Theta = 100_000 },
        new("qwen2.5-0.5b", "qwen2", 896, 4864, 24, 14, 2, 151936) { IsTied = true, Theta = 1_000_000 },
        new("tinyllama-1.1b", "llama", 2048, 5632, 22, 32, 4, 32000),
        new("qwen2.5-1.5b", "qwen2", 1536, 8960, 28, 12, 2, 151936) { IsTied = true, Theta = 1_000_000 },
        new("llama-2-7b", "llama", 4096, 11008, 32, 32, 32, 32000),
        new("llama-3.1-8b", "llama", 4096, 14336, 32, 32, 8, 128256) { Theta = 500_000 },
    ];

    /// <summary>Whether the output layer is the embedding.</summary>
    public bool IsTied { get; init; }

    /// <summary>The base of the rotary frequencies.</summary>
    public int Theta { get; init; } = 10_000;

    /// <summary>Whether query, key and value have biases.</summary>
    public bool HasBias => ModelType == "qwen2";

    /// <summary>Features of all key or value heads.</summary>
    public int KeyValueFeatures => Hidden / Heads * KeyValueHeads;

    /// <summary>The linear modules of a layer: path within it, outputs, inputs.</summary>
    public IReadOnlyList<(string Path, int Outputs, int Inputs)> Linears =>
    [
        ("self_attn.q_proj", Hidden, Hidden),
        ("self_attn.k_proj", KeyValueFeatures, Hidden),
        ("self_attn.v_proj", KeyValueFeatures, Hidden),
        ("self_attn.o_proj", Hidden, Hidden),
        ("mlp.gate_proj", Intermediate, Hidden),
        ("mlp.up_proj", Intermediate, Hidden),
        ("mlp.down_proj", Hidden, Intermediate),
    ];

    /// <summary>Weights that every token is multiplied with: linear layers and the output layer.</summary>
    public long Multiplied => (Layers * Linears.Sum(linear => (long)linear.Outputs * linear.Inputs)) + ((long)Vocabulary * Hidden);

    /// <summary>Finds a shape.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static BenchShape Find(string name) =>
        All.FirstOrDefault(shape => shape.Name == name)
        ?? throw new InputException($"--shape is '{name}' but must be one of {string.Join(", ", All.Select(shape => shape.Name))}.");
}
