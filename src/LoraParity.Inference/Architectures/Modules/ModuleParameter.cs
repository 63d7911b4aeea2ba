namespace LoraParity.Inference.Architectures.Modules;

/// <summary>One parameter of a module as the model holds it.</summary>
/// <param name="Name">Its name within the module: <c>weight</c>, <c>bias</c>, <c>gate_up_proj</c>.</param>
/// <param name="Shape">Its dimensions; [experts, outputs, inputs] for fused experts.</param>
public sealed record ModuleParameter(string Name, IReadOnlyList<long> Shape);
