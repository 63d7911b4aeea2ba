using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>x · sigmoid(1.702 x), every operation a tensor operation that rounds.</summary>
internal readonly struct QuickGeluOperation : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
    {
        var scaled = TFormat.Round(x * TLanes.Create(1.702f));
        return TFormat.Round(x * TFormat.Round(LaneMath.Sigmoid(scaled)));
    }
}
