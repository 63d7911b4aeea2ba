namespace LoraParity.Inference.Tensors;

/// <summary>How a weight comes to be from others, for backends that form it themselves.</summary>
public abstract record WeightFormula;
