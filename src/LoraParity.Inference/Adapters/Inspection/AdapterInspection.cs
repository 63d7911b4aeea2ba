using LoraParity.Inference.Adapters.Config;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Inspection;

/// <summary>What an adapter holds and what is wrong with it, told from its two files alone.</summary>
public sealed record AdapterInspection
{
    /// <summary><c>peft_type</c>; null where the config could not be read.</summary>
    public string? PeftType { get; init; }

    /// <summary>The config; null where it could not be read.</summary>
    public PeftConfig? Config { get; init; }

    /// <summary>How many tensors there are of each element type.</summary>
    public IReadOnlyDictionary<SafetensorsDtype, int> Dtypes { get; init; } = new Dictionary<SafetensorsDtype, int>();

    /// <summary>Whether the adapter changes nothing; null where the weights could not be read.</summary>
    public bool? IsNoOp { get; init; }

    /// <summary>All modules with LoRA tensors, in the order of the file.</summary>
    public IReadOnlyList<InspectedModule> Modules { get; init; } = [];

    /// <summary>Everything wrong or remarkable, each a sentence: what stops a run first.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether both files could be read.</summary>
    public bool IsReadable { get; init; }

    /// <summary>Inspects a folder. Whatever is wrong with it is in <see cref="Problems"/>.</summary>
    /// <param name="folder">The adapter's folder.</param>
    public static AdapterInspection Of(string folder) => new AdapterInspector(folder).Inspect();
}
