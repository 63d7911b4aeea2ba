using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>cap · tanh(x / cap), each step rounded.</summary>
internal readonly struct SoftCapOperation(float cap) : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    public TLanes Apply<TLanes, TFormat>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var quotient = TFormat.Round(x / TLanes.Create(cap));
        var bounded = TFormat.Round(LaneMath.Tanh(quotient));
        return TFormat.Round(bounded * TLanes.Create(cap));
    }
}
