using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>Something of the base that a config targets.</summary>
/// <param name="Module">The module.</param>
/// <param name="Parameter">The targeted parameter of it; null where the module itself is targeted.</param>
/// <param name="Nesting">See <see cref="AdapterKey.Nesting"/>.</param>
internal sealed record AdapterTarget(ModuleInfo Module, ModuleParameter? Parameter = null, int Nesting = 0)
{
    /// <summary>The path that patterns are matched against.</summary>
    public string Name => Parameter is null ? Module.Path : $"{Module.Path}.{Parameter.Name}";

    /// <summary>Output features, input features and experts.</summary>
    public (long Outputs, long Inputs, long Experts) Size => Parameter?.Shape switch
    {
        [var experts, var outputs, var inputs] => (outputs, inputs, experts),
        [var outputs, var inputs] => (outputs, inputs, 1),
        _ => (Module.Outputs, Module.Inputs, 1),
    };
}
