using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Threading;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>A kernel as work for the pool. One object of each kind is kept for a thread, so that operations allocate none.</summary>
internal sealed class KernelWork<TKernel, TLanes, TFormat> : Work
    where TKernel : struct, IKernel
    where TLanes : struct, ILanes<TLanes>
    where TFormat : struct, IFloatFormat
{
    [ThreadStatic]
    private static KernelWork<TKernel, TLanes, TFormat>? _spare;

    private TKernel _kernel;

    /// <summary>Runs the kernel over all items.</summary>
    public static void Run(WorkerPool pool, TKernel kernel, int items, int chunk)
    {
        var work = _spare ?? new KernelWork<TKernel, TLanes, TFormat>();
        _spare = null;
        work._kernel = kernel;
        try
        {
            pool.Run(work, items, chunk);
        }
        finally
        {
            work._kernel = default;
            _spare = work;
        }
    }

    protected override void Run(int first, int count) => _kernel.Run<TLanes, TFormat>(first, count);
}
