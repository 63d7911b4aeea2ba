using LoraParity.Inference.Architectures.Blocks;

namespace LoraParity.Inference.Tests.Architectures.Blocks;

public sealed class TopKTests
{
    [Fact]
    public void Of_DifferentValues_AreTheLargestInOrder()
        => Assert.Equal([3, 1, 4], TopK.Of([0.1f, 0.7f, 0.2f, 0.9f, 0.5f], 3));

    [Fact]
    public void Of_AllValues_AreSorted()
        => Assert.Equal([2, 0, 1], TopK.Of([2f, 1f, 3f], 3));

    /// <summary>What PyTorch 2.14 answers on a CPU.</summary>
    [Theory]
    [InlineData(new[] { 1f, 0f, 1f, 2f }, new[] { 3, 2 })]
    [InlineData(new[] { 0f, 2f, 2f, 1f }, new[] { 1, 2 })]
    [InlineData(new[] { 0f, 0f, 1f, 2f }, new[] { 3 })]
    [InlineData(new[] { 2f, 1f, 1f, 1f, 2f, 1f, 0f, 2f }, new[] { 4, 7 })]
    [InlineData(new[] { 1f, 2f, 2f, 1f, 2f, 1f, 2f, 2f }, new[] { 4, 7, 6 })]
    [InlineData(new[] { 0f, 1f, 0f, 2f, 0f, 0f, 2f, 0f, 1f, 1f, 0f, 0f }, new[] { 6, 3, 8, 1 })]
    [InlineData(new[] { 0f, 1f, 2f, 2f, 2f, 2f, 2f, 1f, 2f, 1f, 1f, 0f, 2f, 0f, 1f, 1f }, new[] { 12, 5, 6, 4 })]
    public void Of_EqualValues_PicksWhatPyTorchPicks(float[] values, int[] expected)
        => Assert.Equal(expected, TopK.Of(values, expected.Length));
}
