using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>Rows of an embedding that an adapter replaces.</summary>
/// <param name="Tokens">Which rows.</param>
/// <param name="Rows">Their values, [tokens, features].</param>
internal sealed record TokenReplacement(TokenRows Tokens, CheckpointTensor Rows);
