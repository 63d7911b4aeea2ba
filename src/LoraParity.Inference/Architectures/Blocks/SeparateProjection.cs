using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>Three linear layers, with norms over the heads of queries and keys where the family has them.</summary>
/// <param name="query">Makes queries.</param>
/// <param name="key">Makes keys.</param>
/// <param name="value">Makes values.</param>
public sealed class SeparateProjection(LinearModule query, LinearModule key, LinearModule value) : IProjection
{
    /// <summary>A norm over each head of the queries, or null.</summary>
    public NormModule? QueryNorm { get; private init; }

    /// <summary>A norm over each head of the keys, or null.</summary>
    public NormModule? KeyNorm { get; private init; }

    /// <summary>The same with norms over the heads of queries and keys.</summary>
    public SeparateProjection WithNorms(NormModule queryNorm, NormModule keyNorm) =>
        new(query, key, value) { QueryNorm = queryNorm, KeyNorm = keyNorm };

    /// <inheritdoc />
    public IReadOnlyList<Module> Modules => [query, key, value, .. new Module?[] { QueryNorm, KeyNorm }.OfType<Module>()];

    /// <inheritdoc />
    public (Tensor Query, Tensor Key, Tensor Value) Forward(IForwardPass pass, Tensor hidden)
    {
        var q = pass.Linear(query, hidden);
        var k = pass.Linear(key, hidden);
        var v = pass.Linear(value, hidden);
        return (QueryNorm is null ? q : pass.Norm(QueryNorm, q), KeyNorm is null ? k : pass.Norm(KeyNorm, k), v);
    }
}
