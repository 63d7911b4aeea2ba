using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), computed in fp32 as PyTorch's fused kernel does.</summary>
internal readonly struct GeluTanhOperation : IUnaryOperation
{
    /// <summary>√(2/π).</summary>
    public const float SqrtTwoOverPi = 0.7978845608f;

    /// <summary>The factor of x³.</summary>
    public const float Cubic = 0.044715f;

    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
    {
        var inner = TLanes.Create(SqrtTwoOverPi) * (x + (TLanes.Create(Cubic) * (x * x * x)));
        return TFormat.Round(TLanes.Create(0.5f) * x * (TLanes.Create(1f) + LaneMath.Tanh(inner)));
    }
}
