namespace LoraParity.Inference.Adapters.Inspection;

/// <summary>One module of an adapter, as far as it can be told without its base.</summary>
/// <param name="Name">Its path, with one <c>base_model.model.</c> taken off.</param>
/// <param name="Rank">The rank that PEFT gives it, or the file's where the config does not target it.</param>
/// <param name="Scaling">The factor on B·A that PEFT gives it; null where the config does not target it.</param>
public sealed record InspectedModule(string Name, int Rank, double? Scaling);
