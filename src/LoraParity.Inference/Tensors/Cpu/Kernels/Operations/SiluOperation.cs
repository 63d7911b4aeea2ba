using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>x / (1 + e^−x).</summary>
internal readonly struct SiluOperation : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
    {
        var negative = x ^ TLanes.FromBits(0x8000_0000);
        return TFormat.Round(x / (TLanes.Create(1f) + LaneMath.Exp(negative)));
    }
}
