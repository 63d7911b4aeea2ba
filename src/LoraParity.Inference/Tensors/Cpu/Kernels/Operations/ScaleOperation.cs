using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>x · factor.</summary>
internal readonly struct ScaleOperation(float factor) : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => TFormat.Round(x * TLanes.Create(factor));
}
