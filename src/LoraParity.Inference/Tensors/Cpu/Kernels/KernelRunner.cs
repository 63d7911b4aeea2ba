using LoraParity.Inference.Tensors.Cpu.Lanes;
using LoraParity.Inference.Tensors.Cpu.Threading;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>Runs kernels on all threads, compiled for this machine's vector width and the wanted precision.</summary>
internal sealed class KernelRunner(WorkerPool pool, VectorWidth width)
{
    /// <summary>Fewer elementary operations than this are not worth waking a thread for.</summary>
    private const long WorthAThread = 32768;

    /// <summary>Runs a kernel.</summary>
    /// <param name="kernel">The operation.</param>
    /// <param name="items">How many items it has.</param>
    /// <param name="itemCost">About how many elementary operations an item takes.</param>
    /// <param name="precision">What results are rounded to.</param>
    public void Run<TKernel>(TKernel kernel, int items, long itemCost, Precision precision)
        where TKernel : struct, IKernel
    {
        var chunk = (int)Math.Clamp(WorthAThread / Math.Max(itemCost, 1), 1, int.MaxValue);
        switch (width)
        {
            case VectorWidth.Bits512:
                Run<TKernel, Lanes16>(kernel, items, chunk, precision);
                break;
            case VectorWidth.Bits256:
                Run<TKernel, Lanes8>(kernel, items, chunk, precision);
                break;
            default:
                Run<TKernel, Lanes4>(kernel, items, chunk, precision);
                break;
        }
    }

    private void Run<TKernel, TLanes>(TKernel kernel, int items, int chunk, Precision precision)
        where TKernel : struct, IKernel
        where TLanes : struct, ILanes<TLanes>
    {
        switch (precision)
        {
            case Precision.Bf16:
                KernelWork<TKernel, TLanes, Bf16Format>.Run(pool, kernel, items, chunk);
                break;
            case Precision.Fp16:
                KernelWork<TKernel, TLanes, Fp16Format>.Run(pool, kernel, items, chunk);
                break;
            default:
                KernelWork<TKernel, TLanes, Fp32Format>.Run(pool, kernel, items, chunk);
                break;
        }
    }
}
