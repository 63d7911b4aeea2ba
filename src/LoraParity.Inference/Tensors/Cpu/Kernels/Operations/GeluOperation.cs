using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>x/2 · (1 + erf(x/√2)).</summary>
internal readonly struct GeluOperation : IUnaryOperation
{
    private const float InverseSqrt2 = 0.70710678f;

    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
    {
        var erf = LaneMath.Erf(x * TLanes.Create(InverseSqrt2));
        return TFormat.Round(x * TLanes.Create(0.5f) * (TLanes.Create(1f) + erf));
    }
}
