using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>One module of the base, or one of its parameters, with the LoRA tensors that PEFT would put on it; all shapes fit.</summary>
/// <param name="Module">The base's module.</param>
/// <param name="Tensors">The adapter's tensors; A and B are there.</param>
/// <param name="Rank">The rank that PEFT gives the module.</param>
/// <param name="Alpha">α that PEFT gives the module.</param>
/// <param name="Scaling">The factor on B·A: α/r or α/√r, without the adapter's weight.</param>
public sealed record AdaptedModule(ModuleInfo Module, AdapterModule Tensors, int Rank, double Alpha, double Scaling)
{
    /// <summary>The targeted parameter (<c>target_parameters</c>); null where the module itself is targeted.</summary>
    public ModuleParameter? Parameter { get; init; }

    /// <summary>Experts in the targeted parameter; 1 for ordinary modules. A and B stack the ranks of all experts.</summary>
    public int Experts => Parameter is { Shape: [var experts, _, _] } ? (int)experts : 1;

    /// <summary>A: [rank · experts, inputs], or [rank, vocabulary] of an embedding.</summary>
    public AdapterTensor A => Tensors.A!;

    /// <summary>B: [outputs, rank · experts], or [features, rank] of an embedding.</summary>
    public AdapterTensor B => Tensors.B!;

    /// <summary>The path that patterns are matched against: the module's, or the parameter's.</summary>
    public string Name => Parameter is null ? Module.Path : $"{Module.Path}.{Parameter.Name}";
}
