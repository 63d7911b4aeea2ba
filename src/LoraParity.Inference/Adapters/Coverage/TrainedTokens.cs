using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Coverage;

/// <summary>Rows of an embedding that the adapter replaces (<c>trainable_token_indices</c>).</summary>
/// <param name="Module">The embedding.</param>
/// <param name="Tokens">The rows, one for each row of <paramref name="Rows"/>.</param>
/// <param name="Rows">The values, [tokens, features].</param>
public sealed record TrainedTokens(ModuleInfo Module, IReadOnlyList<int> Tokens, AdapterTensor Rows);
