using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>The value itself.</summary>
internal readonly struct RoundOperation : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x) => TFormat.Round(x);
}
