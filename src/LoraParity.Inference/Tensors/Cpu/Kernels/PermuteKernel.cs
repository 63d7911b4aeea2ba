namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Puts the columns of rows into the order in which their products are summed; an item is a row.</summary>
internal readonly unsafe struct PermuteKernel(float* x, int columns, int[] permutation, float* result) : IKernel
{
    void IKernel.Run<TLanes, TFormat>(int first, int count)
    {
        for (var row = (long)first; row < first + count; row++)
        {
            var from = x + (row * columns);
            var to = result + (row * columns);
            for (var i = 0; i < columns; i++)
                to[i] = from[permutation[i]];
        }
    }
}
