using LoraParity.Inference.Tensors.Cpu.Kernels;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>Writes the keys and values of a slice into the cache; an item is a row.</summary>
internal readonly unsafe struct AppendKernel(CpuCache cache, SequenceSlice slice, float* k, float* v) : IKernel
{
    void IKernel.Run<TLanes, TFormat>(int first, int count)
    {
        var columns = cache.KeyValueHeads * cache.HeadSize;
        for (var row = first; row < first + count; row++)
        {
            var offset = ((long)slice.FirstRow + row) * columns;
            for (var head = 0; head < cache.KeyValueHeads; head++)
            {
                var start = offset + (head * cache.HeadSize);
                cache[slice.Sequence].Write(head, slice.Past + row, k + start, v + start);
            }
        }
    }
}
