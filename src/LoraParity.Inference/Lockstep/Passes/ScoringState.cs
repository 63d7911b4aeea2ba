using LoraParity.Inference.Tensors;

namespace LoraParity.Inference.Lockstep.Passes;

/// <summary>The hidden states of all groups of one stage: for each group one tensor a batch.</summary>
/// <param name="groups">Number of groups.</param>
/// <param name="batches">Number of batches.</param>
internal sealed class ScoringState(int groups, int batches) : IDisposable
{
    private readonly Tensor?[,] _hidden = new Tensor?[groups, batches];

    /// <summary>A group's hidden states of one batch.</summary>
    public Tensor this[int group, int batch]
    {
        get => _hidden[group, batch]!;
        set => _hidden[group, batch] = value;
    }

    /// <summary>Lets a group's hidden states go.</summary>
    public void Release(int group)
    {
        for (var batch = 0; batch < _hidden.GetLength(1); batch++)
        {
            _hidden[group, batch]?.Dispose();
            _hidden[group, batch] = null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in _hidden)
            tensor?.Dispose();
    }
}
