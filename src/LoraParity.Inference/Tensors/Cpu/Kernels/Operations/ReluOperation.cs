using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>max(x, 0); NaN stays.</summary>
internal readonly struct ReluOperation : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
        => TLanes.Select(TLanes.LessThan(x, TLanes.Create(0f)), TLanes.Create(0f), x);
}
