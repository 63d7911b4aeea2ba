using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>A parameter of the base that the adapter's file holds as a whole; it replaces the base's, attached as well as merged.</summary>
/// <param name="Module">The base's module.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Tensor">The values.</param>
/// <param name="IsSavedModule">Whether the module is one of <c>modules_to_save</c>: a copy beside the base's, which a tied module does not share.</param>
public sealed record ReplacedParameter(ModuleInfo Module, ModuleParameter Parameter, AdapterTensor Tensor, bool IsSavedModule)
{
    /// <summary>The parameter's full name, for example <c>lm_head.weight</c>.</summary>
    public string Name => $"{Module.Path}.{Parameter.Name}";
}
