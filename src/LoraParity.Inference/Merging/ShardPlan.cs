using System.Globalization;

namespace LoraParity.Inference.Merging;

/// <summary>How tensors are spread over files.</summary>
internal static class ShardPlan
{
    /// <summary>The files with their tensors: one <c>model.safetensors</c>, or as many numbered shards as are needed.</summary>
    /// <param name="tensors">All tensors in order.</param>
    /// <param name="maximumBytes">Where a further file begins; a larger tensor has its own.</param>
    public static IReadOnlyList<(string File, IReadOnlyList<OutputTensor> Tensors)> Of(IReadOnlyList<OutputTensor> tensors, long maximumBytes)
    {
        var shards = new List<List<OutputTensor>> { new() };
        var bytes = 0L;
        foreach (var tensor in tensors)
        {
            if (bytes > 0 && bytes + tensor.Tensor.Length > maximumBytes)
            {
                shards.Add([]);
                bytes = 0;
            }

            shards[^1].Add(tensor);
            bytes += tensor.Tensor.Length;
        }

        return [.. shards.Select((shard, index) => (NameOf(index, shards.Count), (IReadOnlyList<OutputTensor>)shard))];
    }

    private static string NameOf(int index, int count) => count == 1
        ? Checkpoints.Checkpoint.WeightsFileName
        : string.Create(CultureInfo.InvariantCulture, $"model-{index + 1:00000}-of-{count:00000}.safetensors");
}
